package vn.lienvien.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienvien.model.Priority;
import vn.lienvien.model.Site;

final class SettingsTest {
  private static final Path FILE = Path.of("/etc/lienvien/gateway.yaml");

  private static final String SMALLEST =
      """
      site: {id: a, name: Bệnh viện A}
      dataDirectory: var
      dicom: {aeTitle: GW_A, port: 11112}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"requesting-site", "consulting-site", "pacs"})
  void readsTheExamples(String name) throws IOException {
    Settings settings = Settings.read(conf().resolve(name + ".yaml"));
    assertThat(settings.site().name()).contains("ệ");
    assertThat(settings.dataDirectory()).isAbsolute();
  }

  @Test
  void readsEveryKeyOfTheRequestingSite() throws IOException {
    Settings settings = Settings.read(conf().resolve("requesting-site.yaml"));
    assertThat(settings.consultingSites())
        .containsExactly(new Site("trung-uong-b", "Bệnh viện trung ương B"));
    assertThat(settings.dicom().pacs())
        .contains(
            new DicomSettings.Pacs(
                "PACS_A",
                "127.0.0.1",
                11113,
                DicomSettings.StorageCommitment.AUTO,
                Duration.ofSeconds(30)));
    assertThat(settings.dicom().peers())
        .containsExactly(
            new DicomSettings.Peer(
                "CT_A", "127.0.0.1", 11120, Set.of(DicomSettings.PeerRole.STORE)));
    assertThat(settings.hl7().orElseThrow().his().orElseThrow().sendingFacility())
        .isEqualTo("huyen-a");
    assertThat(settings.link().orElseThrow().dial())
        .containsExactly(
            new LinkSettings.Dial(
                "trung-uong-b", "127.0.0.1", 7443, Optional.empty(), LinkCaps.NONE));
    assertThat(settings.routing())
        .containsExactly(
            new RoutingRule("CT_A", Priority.URGENT, "trung-uong-b", "", Duration.ofSeconds(60)));
  }

  @Test
  void takesAnotherSampleForTheSecondDecoderOrNone() {
    for (int every : new int[] {0, 1, 1000}) {
      String yaml = SMALLEST + "proof: {secondDecoderEvery: %d}\n".formatted(every);
      assertThat(Settings.parse(yaml, FILE).proof()).isEqualTo(new ProofSettings(every));
    }
  }

  @Test
  void documentsTheDefaultsThatItUses() throws IOException {
    Settings smallest = Settings.parse(SMALLEST, FILE);
    Settings documented = Settings.read(conf().resolve("requesting-site.yaml"));
    assertThat(smallest.dicom().timeouts()).isEqualTo(documented.dicom().timeouts());
    assertThat(smallest.dicom().bind()).isEqualTo(documented.dicom().bind());
    assertThat(smallest.deadlines()).isEqualTo(documented.deadlines());
    assertThat(smallest.proof()).isEqualTo(documented.proof());
    assertThat(smallest.archive())
        .isEqualTo(
            new ArchiveSettings(
                ArchiveSettings.Layout.GATEWAY,
                Path.of("/etc/lienvien/var/archive"),
                documented.archive().minimumFreeBytes()));
    assertThat(smallest.hl7()).isEmpty();
    assertThat(smallest.link()).isEmpty();
    assertThat(smallest.web()).isEmpty();
    assertThat(documented.web().orElseThrow().displaysCalibrated()).isFalse();
  }

  @Test
  void aSiteAnswersForItsDisplaysWhereItSaysSo(@TempDir Path work) throws Exception {
    String documented = Files.readString(conf().resolve("requesting-site.yaml"));
    Path site = work.resolve("site.yaml");
    Files.writeString(
        site, documented.replace("# displaysCalibrated: true", "displaysCalibrated: true"));
    assertThat(Settings.read(site).web().orElseThrow().displaysCalibrated()).isTrue();
  }

  @Test
  void thePagesAreServedWithTheCertificateBesideTheConfiguration(@TempDir Path work)
      throws Exception {
    String documented = Files.readString(conf().resolve("requesting-site.yaml"));
    assertThat(documented).contains("  # tls:", "  #   certificate: web.crt", "  #   key: web.key");
    Path site = work.resolve("site.yaml");
    Files.writeString(
        site,
        documented
            .replace("  # tls:", "  tls:")
            .replace("  #   certificate: web.crt", "    certificate: web.crt")
            .replace("  #   key: web.key", "    key: web.key"));
    assertThat(Settings.read(site).web().orElseThrow().tls())
        .contains(new WebSettings.Tls(work.resolve("web.crt"), work.resolve("web.key")));
  }

  @Test
  void listsEveryFaultAtOnceWithLineAndKey() {
    List<String> faults =
        faultsOf(
            """
            site: {id: Bệnh viện, name: A}
            dataDirectory:
            dicom:
              aeTitel: GW_A
              port: 99999
              peers:
                - {aeTitle: A_TITLE_THAT_IS_TOO_LONG, host: h, port: 0, roles: [store, dance]}
              timeouts: {connect: 5 parsecs}
            archive: {layout: heap, minimumFreeBytes: lots}
            routing:
              - {fromAETitle: CT, consultingSite: nobody}
            webb: {port: 1}
            """);
    assertThat(faults)
        .containsExactly(
            "gateway.yaml:1: site.id must be 1 to 32 of a-z, 0-9 and -, is \"Bệnh viện\"",
            "gateway.yaml:2: dataDirectory is empty",
            "gateway.yaml:4: dicom.aeTitle is missing",
            "gateway.yaml:4: dicom.aeTitel is not a known key; did you mean aeTitle?",
            "gateway.yaml:5: dicom.port must be a number from 0 to 65535, is \"99999\"",
            "gateway.yaml:7: dicom.peers[0].roles[1] must be one of store, query, move, get,"
                + " worklist, is \"dance\"",
            "gateway.yaml:7: dicom.peers[0].aeTitle must be an AE title: 1 to 16 ASCII characters,"
                + " no \\, is \"A_TITLE_THAT_IS_TOO_LONG\"",
            "gateway.yaml:7: dicom.peers[0].port must be a number from 1 to 65535, is \"0\"",
            "gateway.yaml:8: dicom.timeouts.connect must be a time such as 500ms, 30s, 5m, 4h or"
                + " 2d, is \"5 parsecs\"",
            "gateway.yaml:9: archive.layout must be one of gateway, pacs, is \"heap\"",
            "gateway.yaml:9: archive.minimumFreeBytes must be a number of bytes such as 1073741824"
                + " or 1GiB, is \"lots\"",
            "gateway.yaml:11: routing[0].consultingSite is not one of consultingSites",
            "gateway.yaml:11: routing[0].fromAETitle is not a peer with the role store, nor the"
                + " pacs",
            "gateway.yaml:12: webb is not a known key; did you mean web?");
  }

  @Test
  void saysWhereTheFileIsNoYaml() {
    assertThat(faultsOf("site: {id: a\ndicom: ]\n"))
        .anyMatch(fault -> fault.startsWith("gateway.yaml:2:  is not YAML"));
  }

  @Test
  void refusesTheSameKeyOrAETitleTwice() {
    assertThat(faultsOf(SMALLEST + "dataDirectory: other\n"))
        .containsExactly("gateway.yaml:4: dataDirectory is given twice, first on line 2");
    assertThat(
            faultsOf(
                SMALLEST.replace(
                    "port: 11112",
                    "port: 1, pacs: {aeTitle: P, host: h, port: 2}, peers: [{aeTitle: P, host: h,"
                        + " port: 3}]")))
        .containsExactly("gateway.yaml:3: dicom.peers name the AE title P twice (pacs counts)");
  }

  @Test
  void refusesAnEmptyFileByNamingWhatIsMissing() {
    assertThat(faultsOf(""))
        .containsExactly(
            "gateway.yaml:1: site is missing",
            "gateway.yaml:1: dataDirectory is missing",
            "gateway.yaml:1: dicom is missing");
  }

  private static List<String> faultsOf(String yaml) {
    return catchThrowableOfType(SettingsException.class, () -> Settings.parse(yaml, FILE)).faults();
  }

  /** Tests run in the module's directory. */
  private static Path conf() {
    return Path.of("../../conf").toAbsolutePath().normalize();
  }
}
