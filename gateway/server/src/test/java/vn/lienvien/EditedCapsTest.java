package vn.lienvien;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.config.LinkCaps;
import vn.lienvien.config.LinkCaps.Direction;
import vn.lienvien.config.LinkSettings;
import vn.lienvien.config.Settings;
import vn.lienvien.web.LinkCapsDesk;

final class EditedCapsTest {
  private static final LinkCaps ONE_MEGABIT_BY_DAY =
      new LinkCaps(
          List.of(
              new LinkCaps.Window(
                  Direction.SEND,
                  1_000_000,
                  LocalTime.of(7, 0),
                  LocalTime.of(17, 0),
                  EnumSet.allOf(DayOfWeek.class))),
          true);

  @TempDir Path directory;
  private Optional<LinkSettings> configured = Optional.empty();

  @BeforeEach
  void configure() {
    configured =
        Settings.parse(
                """
                site: {id: a, name: A}
                dataDirectory: var
                dicom: {aeTitle: GW_A, port: 11112}
                link:
                  caps: [{rate: 8Mbps}]
                  dial:
                    - {site: b, host: hub, port: 7443, caps: [{rate: 2Mbps}]}
                """,
                Path.of("/etc/lienvien/site.yaml"))
            .link();
  }

  @Test
  void whatIsSetOnThePageHoldsAtOnceAtItsTimeOfDayAndAfterARestart() throws IOException {
    EditedCaps caps = open();
    assertThat(at("2026-11-23T03:00:00Z", caps).sendingCap("b")).isEqualTo(250_000);
    caps.set("b", ONE_MEGABIT_BY_DAY);
    for (EditedCaps now : List.of(caps, open())) {
      // 10:00 and 19:00 in Vietnam
      assertThat(at("2026-11-23T03:00:00Z", now).sendingCap("b")).isEqualTo(125_000);
      assertThat(at("2026-11-23T12:00:00Z", now).sendingCap("b")).isZero();
      assertThat(at("2026-11-23T03:00:00Z", now).receivingCap("b")).isZero();
      assertThat(at("2026-11-23T03:00:00Z", now).statExempt("b")).isTrue();
      assertThat(at("2026-11-23T03:00:00Z", now).totalSendingCap()).isEqualTo(1_000_000);
      assertThat(now.entries())
          .containsExactly(
              new LinkCapsDesk.Entry(LinkCapsDesk.ALL, configured.orElseThrow().caps(), false),
              new LinkCapsDesk.Entry("b", ONE_MEGABIT_BY_DAY, true));
    }
  }

  @Test
  void whatIsForgottenGoesByTheConfigurationAgainWhichMayHaveChangedSince() throws IOException {
    EditedCaps caps = open();
    caps.set("b", LinkCaps.NONE);
    caps.set(LinkCapsDesk.ALL, LinkCaps.NONE);
    assertThat(at("2026-11-23T03:00:00Z", caps).sendingCap("b")).isZero();
    assertThat(at("2026-11-23T03:00:00Z", caps).totalSendingCap()).isZero();
    caps.forget("b");
    caps.forget(LinkCapsDesk.ALL);
    assertThat(at("2026-11-23T03:00:00Z", caps).sendingCap("b")).isEqualTo(250_000);
    configured = Optional.empty();
    assertThat(at("2026-11-23T03:00:00Z", caps).sendingCap("b")).isZero();
    assertThat(open().entries()).extracting(LinkCapsDesk.Entry::edited).containsOnly(false);
  }

  @Test
  void aDamagedFileIsNamedAtTheStart() throws IOException {
    Files.writeString(directory.resolve("link-caps.json"), "{\"b\": ");
    assertThatThrownBy(this::open).hasMessageContaining("link-caps.json is damaged");
  }

  private EditedCaps open() throws IOException {
    return EditedCaps.open(directory, () -> configured);
  }

  private ConfiguredLinks at(String instant, EditedCaps caps) {
    return new ConfiguredLinks(
        () -> configured, caps, Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
  }
}
