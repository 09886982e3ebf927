package vn.lienvien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.database.DirectoryLock;
import vn.lienvien.peer.Node;
import vn.lienvien.peer.Program;
import vn.lienvien.peer.Slices;
import vn.lienvien.security.Accounts;
import vn.lienvien.security.Role;

/** What an administrator does to a site: users, invitations, backup, restore, doctor. */
final class SiteCommandsTest {
  @TempDir Path directory;
  private Path config;

  @BeforeEach
  void configure() throws IOException {
    config = site("site.yaml", "data", "");
  }

  @Test
  void anAddedUserCanLogInWithThePasswordThatIsPrintedOnce() throws Exception {
    Ran ran =
        Ran.of(
            "user",
            "add",
            "--json",
            "--config",
            config,
            "--role",
            "radiologist,PACS_ADMINISTRATOR",
            "--name",
            "BS. Lê Thị Ánh",
            "anh");
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    String password = ran.json().path("password").asText();
    Path file = directory.resolve("data/accounts.json");
    assertThat(Accounts.open(file).authenticate("anh", password).orElseThrow().roles())
        .containsExactlyInAnyOrder(Role.RADIOLOGIST, Role.PACS_ADMINISTRATOR);
    assertThat(Accounts.open(file).authenticate("anh", password + "x")).isEmpty();
    assertThat(file).content().doesNotContain(password);
    Ran again =
        Ran.of("user", "add", "--config", config, "--role", "RADIOLOGIST", "--name", "X", "anh");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.out()).isEmpty();
    assertThat(Accounts.open(file).authenticate("anh", password)).isPresent();
  }

  @Test
  void anInvitationMakesTheHubsIdentityAndACodeThatIsKeptNowhere() throws Exception {
    Ran ran = Ran.of("site", "invite", "--json", "--config", config, "huyen-b");
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    JsonNode said = ran.json();
    assertThat(said.path("siteId").asText()).isEqualTo("huyen-b");
    assertThat(said.path("code").asText()).isNotBlank();
    Path identity = directory.resolve("data/identity");
    assertThat(identity.resolve("site.crt")).exists();
    assertThat(identity.resolve("ca.key")).exists();
    for (Path file : contents(identity).keySet().stream().map(identity::resolve).toList()) {
      assertThat(Files.readString(file)).doesNotContain(said.path("code").asText());
    }
    Ran itself = Ran.of("site", "invite", "--config", config, "a");
    assertThat(itself.exitCode()).isEqualTo(1);
    assertThat(itself.err()).contains("a hub cannot invite itself");
  }

  @Test
  void joiningAHubThatIsNotThereOrWithAMistypedCodeEndsWith1() throws Exception {
    String code =
        Ran.of("site", "invite", "--json", "--config", config, "huyen-b")
            .json()
            .path("code")
            .asText();
    Path spoke = site("spoke.yaml", "spoke", "");
    String hub = "127.0.0.1:" + Program.freePort();
    Ran nobody = Ran.of("site", "join", "--config", spoke, "--hub", hub, code);
    assertThat(nobody.exitCode()).isEqualTo(1);
    assertThat(nobody.err()).startsWith("error: ").doesNotContain("\tat ");
    Ran mistyped = Ran.of("site", "join", "--config", spoke, "--hub", hub, "not a code");
    assertThat(mistyped.exitCode()).isEqualTo(1);
    assertThat(directory.resolve("spoke/identity/site.crt")).doesNotExist();
  }

  @Test
  void aRestoredBackupIsTheSameSite() throws Exception {
    Slices study = new Slices("801");
    try (Node node = new Node(directory.resolve("n"), "GATEWAY", 0, "")) {
      node.take(study, 1, 2);
    }
    Path nodeConfig = directory.resolve("n/site.yaml");
    Files.writeString(nodeConfig, yaml("data", ""));
    assertThat(Ran.of("site", "invite", "--config", nodeConfig, "b").exitCode()).isZero();
    assertThat(
            Ran.of(
                    "user",
                    "add",
                    "--config",
                    nodeConfig,
                    "--role",
                    "RADIOLOGIST",
                    "--name",
                    "X",
                    "x")
                .exitCode())
        .isZero();
    Map<Path, String> before = contents(directory.resolve("n/data"));

    Path zip = directory.resolve("backup.zip");
    Ran backup = Ran.of("backup", "--json", "--config", nodeConfig, zip);
    assertThat(backup.exitCode()).as(backup.err()).isZero();
    assertThat(backup.json().path("files").asInt()).isEqualTo(before.size());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip)))
        .isEqualTo("rw-------");

    Path there = site("other/site.yaml", "data", "");
    Ran restored = Ran.of("restore", "--config", there, zip);
    assertThat(restored.exitCode()).as(restored.err()).isZero();
    Path data = directory.resolve("other/data");
    assertThat(contents(data)).isEqualTo(before);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("identity/site.key"))))
        .isEqualTo("rw-------");
    try (Node node = new Node(directory.resolve("other"), "GATEWAY", 0, "")) {
      assertThat(node.archive.instances(study.studyInstanceUID()))
          .hasSize(2)
          .allMatch(instance -> Files.exists(instance.file()));
    }
    Ran twice = Ran.of("restore", "--config", there, zip);
    assertThat(twice.exitCode()).isEqualTo(1);
    assertThat(twice.err()).contains("is not empty");
  }

  @Test
  void aBackupOverwritesNothingAndNeedsAStoppedGateway() throws Exception {
    Files.createDirectories(directory.resolve("data"));
    Path zip = Files.writeString(directory.resolve("backup.zip"), "an earlier one");
    Ran over = Ran.of("backup", "--config", config, zip);
    assertThat(over.exitCode()).isEqualTo(1);
    assertThat(zip).hasContent("an earlier one");
    Path other = directory.resolve("other.zip");
    try (DirectoryLock running = DirectoryLock.take(directory.resolve("data"))) {
      Ran locked = Ran.of("backup", "--config", config, other);
      assertThat(locked.exitCode()).isEqualTo(1);
      assertThat(locked.err()).contains("a gateway is running");
    }
    assertThat(other).doesNotExist();
    assertThat(directory.resolve("other.zip.part")).doesNotExist();
  }

  @Test
  void aBackupThatWouldLeaveTheDataDirectoryRestoresNothing() throws Exception {
    Path zip = directory.resolve("evil.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("good.txt"));
      out.write(1);
      out.putNextEntry(new ZipEntry("../evil.txt"));
      out.write(1);
    }
    Ran ran = Ran.of("restore", "--config", config, zip);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(directory.resolve("evil.txt")).doesNotExist();
    assertThat(contents(directory.resolve("data"))).isEmpty();
  }

  @Test
  void doctorFindsAGoodSiteWell() throws Exception {
    try (Node pacs =
        new Node(
            directory.resolve("pacs"),
            "PACS_A",
            0,
            "peers: [{aeTitle: GATEWAY, host: 127.0.0.1, port: 104, roles: [store]}]")) {
      Path good =
          site(
              "good.yaml",
              "good",
              "pacs: {aeTitle: PACS_A, host: 127.0.0.1, port: %d}".formatted(pacs.port()));
      Ran ran = Ran.of("doctor", "--json", "--config", good);
      assertThat(ran.exitCode()).as(ran.out()).isZero();
      assertThat(ran.json().path("ok").asBoolean()).isTrue();
      assertThat(ran.json().path("findings").findValuesAsText("check"))
          .containsExactly("configuration", "disk", "PACS PACS_A");
    }
  }

  @Test
  void doctorSaysWhatIsWrongAndWhatToDo() throws Exception {
    Path bad =
        site(
            "bad.yaml",
            "bad",
            "pacs: {aeTitle: PACS_A, host: 127.0.0.1, port: %d}".formatted(Program.freePort()));
    Files.writeString(
        bad,
        Files.readString(bad)
            + """
            hl7: {his: {host: 127.0.0.1, port: %d}}
            link: {dial: [{site: b, host: 127.0.0.1, port: %d}]}
            """
                .formatted(Program.freePort(), Program.freePort()));
    Ran ran = Ran.of("doctor", "--config", bad);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out().lines())
        .anyMatch(line -> line.startsWith("ok    disk"))
        .anyMatch(line -> line.startsWith("FAIL  identity"))
        .anyMatch(line -> line.startsWith("FAIL  PACS PACS_A") && line.contains("check host"))
        .anyMatch(line -> line.startsWith("FAIL  HIS"))
        .anyMatch(line -> line.startsWith("FAIL  hub b"));
  }

  @Test
  void aFaultInTheConfigurationIsNamedByDoctorAndServe() throws Exception {
    Path typo = directory.resolve("typo.yaml");
    Files.writeString(typo, yaml("typo", "").replace("aeTitle", "aeTitel"));
    Ran doctor = Ran.of("doctor", "--config", typo);
    assertThat(doctor.exitCode()).isEqualTo(1);
    assertThat(doctor.out()).contains("FAIL  configuration", "aeTitel");
    Ran serve = Ran.of("serve", "--config", typo);
    assertThat(serve.exitCode()).isEqualTo(2);
    assertThat(serve.err()).contains("aeTitel");
  }

  private Path site(String name, String data, String dicom) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, yaml(data, dicom));
  }

  private static String yaml(String data, String dicom) {
    return """
    site: {id: a, name: Bệnh viện A}
    dataDirectory: %s
    archive: {minimumFreeBytes: 1000}
    dicom:
      aeTitle: GATEWAY
      bind: 127.0.0.1
      port: 0
    %s
    """
        .formatted(data, dicom.indent(2));
  }

  /** Every file below a directory and its bytes, as text that can be compared. */
  private static Map<Path, String> contents(Path directory) throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (!file.endsWith(BackupCommand.LOCK)) {
            contents.put(
                directory.relativize(file),
                java.util.Arrays.hashCode(Files.readAllBytes(file)) + "/" + Files.size(file));
          }
        }
      }
    }
    return contents;
  }
}
