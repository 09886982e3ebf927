package vn.lienvien.hostile;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import vn.lienvien.config.Settings;
import vn.lienvien.peer.Program;
import vn.lienvien.security.Account;
import vn.lienvien.security.Accounts;
import vn.lienvien.security.Role;
import vn.lienvien.security.SiteInvitation;

/** {@code lienvien serve} in a process of its own, every port open; ended with the test. */
final class RunningGateway implements AutoCloseable {
  static final String AE_TITLE = "GATEWAY";
  static final String PEER = "MODALITY";
  static final String SITE = "central";
  static final String ACCOUNT = "doctor";
  private static final long START_SECONDS = 120;

  final int dimsePort = Program.freePort();
  final int mllpPort = Program.freePort();
  final int linkPort = Program.freePort();
  final int webPort = Program.freePort();
  final Path data;
  final String password;
  private final Path log;
  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();

  RunningGateway(Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("site.yaml"), yaml());
    Settings settings = Settings.read(file);
    data = settings.dataDirectory();
    SiteInvitation.open(settings.identityDirectory(), SITE, Clock.systemUTC());
    password =
        Accounts.open(data.resolve("accounts.json"))
            .add(new Account(ACCOUNT, "Bác sĩ", Set.of(Role.RADIOLOGIST)));
    log = directory.resolve("gateway.log");
    process =
        new ProcessBuilder(command(file))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    awaitReady();
  }

  private String yaml() {
    return """
    site: {id: %s, name: Bệnh viện trung ương}
    dataDirectory: data
    archive: {layout: gateway, minimumFreeBytes: 1000}
    dicom:
      aeTitle: %s
      bind: 127.0.0.1
      port: %d
      timeouts: {artim: 2s}
      peers:
        - {aeTitle: %s, host: 127.0.0.1, port: 104, roles: [store]}
    hl7: {listen: {bind: 127.0.0.1, port: %d}}
    link: {listen: {bind: 127.0.0.1, port: %d}}
    web: {bind: 127.0.0.1, port: %d}
    """
        .formatted(SITE, AE_TITLE, dimsePort, PEER, mllpPort, linkPort, webPort);
  }

  /** As the launcher starts it, with less memory. */
  private static List<String> command(Path settings) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx192m",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        System.getProperty("java.class.path"),
        "vn.lienvien.cli.Lienvien",
        "serve",
        "--config",
        settings.toString());
  }

  private void awaitReady() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new AssertionError("the gateway does not start: " + Files.readString(log));
      }
      Thread.sleep(50);
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      return http.send(
                  HttpRequest.newBuilder(web("/health/ready")).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String get(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(web(path)).build(), BodyHandlers.ofString()).body();
  }

  URI web(String path) {
    return URI.create("http://127.0.0.1:" + webPort + path);
  }

  /** The sum of a meter's samples that have all of the words in their line. */
  double meter(String... words) throws IOException, InterruptedException {
    return get("/metrics")
        .lines()
        .filter(line -> !line.startsWith("#") && Stream.of(words).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Resident memory in MB, now or at its peak ({@code VmRSS}, {@code VmHWM}). */
  long megabytes(String key) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith(key + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /** Files of instances that it has, and what waits to be one. */
  List<Path> files() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String kind : List.of("objects", "quarantine", "staging")) {
      try (Stream<Path> below = Files.walk(data.resolve("archive").resolve(kind))) {
        below.filter(Files::isRegularFile).forEach(found::add);
      }
    }
    return found;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() throws InterruptedException {
    http.close();
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }
}
