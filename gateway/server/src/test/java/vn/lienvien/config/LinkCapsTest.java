package vn.lienvien.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import vn.lienvien.config.LinkCaps.Direction;

final class LinkCapsTest {
  private static final String FORM =
      """
      site: {id: a, name: Bệnh viện A}
      dataDirectory: var
      dicom: {aeTitle: GW_A, port: 11112}
      link:
        dial:
          - site: b
            host: hub.example
            port: 7443
            proxy: {host: proxy.example, port: 3128, user: lienvien, passwordFile: proxy.pass}
            statExempt: %s
            caps:
              - %s
              - %s
      """;

  private static final String DAY_AND_NIGHT =
      FORM.formatted(
          "true",
          "{rate: 2Mbps, from: \"07:00\", to: \"17:00\"}",
          "{direction: receive, rate: 512kbps, from: \"22:00\", to: \"04:00\", days: [friday]}");

  @Test
  void aCapHoldsFromOneTimeToAnotherInTheSitesZone() {
    LinkCaps caps = link(DAY_AND_NIGHT).dial().getFirst().caps();
    assertThat(caps.bytesPerSecond(Direction.SEND, at("2026-11-20T06:59:59"))).isZero();
    assertThat(caps.bytesPerSecond(Direction.SEND, at("2026-11-20T07:00:00"))).isEqualTo(250_000);
    assertThat(caps.bytesPerSecond(Direction.SEND, at("2026-11-20T17:00:00"))).isZero();
    assertThat(caps.statExempt()).isTrue();
  }

  @Test
  void aCapPastMidnightBelongsToTheDayOnWhichItBegins() {
    LinkCaps caps = link(DAY_AND_NIGHT).dial().getFirst().caps();
    // The 20th of November 2026 is a Friday.
    assertThat(caps.bytesPerSecond(Direction.RECEIVE, at("2026-11-20T22:00:00"))).isEqualTo(64_000);
    assertThat(caps.bytesPerSecond(Direction.RECEIVE, at("2026-11-21T03:59:00"))).isEqualTo(64_000);
    assertThat(caps.bytesPerSecond(Direction.RECEIVE, at("2026-11-21T22:30:00"))).isZero();
    assertThat(caps.bytesPerSecond(Direction.RECEIVE, at("2026-11-20T03:00:00"))).isZero();
  }

  @Test
  void aProxysPasswordIsAFileBesideTheConfiguration() {
    LinkSettings.Proxy proxy = link(DAY_AND_NIGHT).dial().getFirst().proxy().orElseThrow();
    assertThat(proxy.user()).contains("lienvien");
    assertThat(proxy.passwordFile()).contains(Path.of("/etc/lienvien/proxy.pass"));
  }

  @Test
  void faultsOfCapsAreListedTogetherWithTheirLines() {
    SettingsException refused =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                link(
                    FORM.formatted(
                        "perhaps", "{rate: fast, from: \"7\", days: [someday]}", "{rate: 0kbps}")));
    assertThat(String.join("\n", refused.faults()))
        .contains("rate must be a rate such as 500kbps")
        .contains("rate must be 8kbps at least")
        .contains("from must be a time of day")
        .contains("must be one of monday")
        .contains("statExempt must be true or false")
        .contains("gateway.yaml:10:");
  }

  private static LinkSettings link(String yaml) {
    return Settings.parse(yaml, Path.of("/etc/lienvien/gateway.yaml")).link().orElseThrow();
  }

  private static ZonedDateTime at(String local) {
    return LocalDateTime.parse(local).atZone(link(DAY_AND_NIGHT).zone());
  }
}
