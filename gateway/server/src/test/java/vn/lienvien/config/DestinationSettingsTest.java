package vn.lienvien.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The section {@code destinations} and the routing rules that name one. */
final class DestinationSettingsTest {
  @Test
  void destinationsWithoutLienVienAreNodesOrServicesAndRulesNameThem() {
    Settings settings =
        Settings.parse(
            """
            site: {id: a, name: A}
            dataDirectory: data
            dicom:
              aeTitle: GW_A
              port: 11112
              peers:
                - {aeTitle: MR1, host: 10.0.0.9, port: 104, roles: [store]}
            destinations:
              - name: tinh
                dicom: {aeTitle: TINH, host: pacs.tinh.vn, port: 2762, associations: 4}
                tls: {authority: tinh-ca.pem, certificate: a.pem, key: a.key}
              - name: cloud
                stow: {services: "https://cloud.vn/dicom-web", authorizationFile: cloud.token}
            routing:
              - {fromAETitle: MR1, destination: tinh}
            """,
            Path.of("/etc/lienvien/site.yaml"));
    assertThat(settings.destinations())
        .containsExactly(
            new DestinationSettings(
                "tinh",
                new DestinationSettings.DicomNode(
                    "TINH", "pacs.tinh.vn", 2762, 4, DicomSettings.StorageCommitment.AUTO),
                Optional.of(
                    new DestinationSettings.Tls(
                        Optional.of(Path.of("/etc/lienvien/tinh-ca.pem")),
                        Optional.of(Path.of("/etc/lienvien/a.pem")),
                        Optional.of(Path.of("/etc/lienvien/a.key")),
                        true))),
            new DestinationSettings(
                "cloud",
                new DestinationSettings.StowService(
                    URI.create("https://cloud.vn/dicom-web"),
                    Optional.of(Path.of("/etc/lienvien/cloud.token"))),
                Optional.empty()));
    assertThat(settings.routing().getFirst().destination()).isEqualTo("tinh");
  }

  @Test
  void aDestinationThatIsNeitherOrBothAndARuleToNowhereAreFaults() {
    assertThatThrownBy(() ->
            Settings.parse(
                """
                site: {id: a, name: A}
                dataDirectory: data
                dicom:
                  aeTitle: GW_A
                  port: 11112
                  peers:
                    - {aeTitle: MR1, host: 10.0.0.9, port: 104, roles: [store]}
                destinations:
                  - {name: nothing}
                  - {name: cloud, stow: {services: "ftp://cloud.vn"}, tls: {authority: x, key: y}}
                  - {name: open, stow: {services: "http://a.vn", authorizationFile: z}, tls: {verifyHost: false}}
                routing:
                  - {fromAETitle: MR1, destination: elsewhere}
                """,
                Path.of("/etc/lienvien/site.yaml")))
        .hasMessageContaining("one of them")
        .hasMessageContaining("must be http(s)")
        .hasMessageContaining("go together")
        .hasMessageContaining("must not go over http")
        .hasMessageContaining("always verifies the host")
        .hasMessageContaining("is not one of destinations");
  }
}
