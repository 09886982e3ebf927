package vn.lienvien.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What sends the same compressed files over the same line today: storescu, an Orthanc to its peer,
 * and one HTTP upload of a tar. Seconds from the first command to the last acknowledgement.
 */
final class LinkPeers implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Place a;
  private final Place b;
  private final Path work;
  private final List<Integer> ports = Ports.free(4);
  private final List<ManagedProcess> processes = new ArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * Starts the receivers at B and the Orthanc at A.
   *
   * @param sink the program that takes an HTTP upload: {@code SINK ADDRESS PORT}
   */
  LinkPeers(Line line, Path work, Path sink) throws IOException {
    this.a = line.placeA();
    this.b = line.placeB();
    this.work = Files.createDirectories(work);
    Path received = Files.createDirectories(work.resolve("storescp"));
    start("storescp", b, List.of("storescp", "+xa", "-od", received.toString(), port(0)));
    start("sink", b, List.of("python3", sink.toString(), b.address(), port(1)));
    start("orthanc-a", a, List.of("Orthanc", orthanc("a", 2).toString()));
    start("orthanc-b", b, List.of("Orthanc", orthanc("b", 3).toString()));
    await(b, 0);
    await(b, 1);
    await(a, 2);
    await(b, 3);
  }

  /** DCMTK's sender without Nagle, one association. */
  double storescu(List<Path> files) {
    List<String> command = new ArrayList<>(List.of("storescu", "-xv", b.address(), port(0)));
    files.forEach(file -> command.add(file.toString()));
    return seconds(command);
  }

  double upload(List<Path> files) throws IOException {
    Path tar = work.resolve("study.tar");
    List<String> pack = new ArrayList<>(List.of("tar", "-cPf", tar.toString()));
    files.forEach(file -> pack.add(file.toString()));
    run(pack);
    String target = "http://%s:%s/study".formatted(b.address(), port(1));
    double seconds = seconds(List.of("curl", "-sSf", "-T", tar.toString(), target));
    Files.delete(tar);
    return seconds;
  }

  double orthancPeer(List<Path> files) throws IOException {
    String study = "";
    for (Path file : files) {
      String answer = post(a, 2, "/instances", BodyPublishers.ofFile(file));
      study = JSON.readTree(answer).path("ParentStudy").asText();
    }
    byte[] order = JSON.writeValueAsBytes(Map.of("Resources", List.of(study), "Synchronous", true));
    long started = System.nanoTime();
    post(a, 2, "/peers/b/store", BodyPublishers.ofByteArray(order));
    return (System.nanoTime() - started) / 1e9;
  }

  private double seconds(List<String> command) {
    long started = System.nanoTime();
    run(a.command(command));
    return (System.nanoTime() - started) / 1e9;
  }

  private void run(List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(work.resolve("commands.log").toFile());
      builder.environment().put("TCP_NODELAY", "1");
      if (builder.start().waitFor() != 0) {
        throw new StageException(command.getFirst() + " failed; see " + work);
      }
    } catch (IOException e) {
      throw new StageException("cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageException("interrupted", e);
    }
  }

  private String post(Place place, int port, String path, HttpRequest.BodyPublisher body)
      throws IOException {
    URI uri = URI.create("http://%s:%s%s".formatted(place.address(), port(port), path));
    try {
      var answer =
          http.send(HttpRequest.newBuilder(uri).POST(body).build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new StageException("Orthanc answers %s with %s".formatted(path, answer.body()));
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageException("interrupted", e);
    }
  }

  private void await(Place place, int port) {
    Await.answer(
        "a peer at " + place.address(),
        Duration.ofSeconds(60),
        () ->
            TwoHospitals.listens(place.address(), ports.get(port))
                ? Optional.of(true)
                : Optional.empty());
  }

  private Path orthanc(String name, int port) {
    Path directory = work.resolve("orthanc-" + name);
    Path config = work.resolve("orthanc-" + name + ".json");
    GatewayConfig.write(
        config,
        """
        {"Name": "%s", "StorageDirectory": "%s", "IndexDirectory": "%s", "DicomServerEnabled": false, "HttpPort": %s,
         "RemoteAccessAllowed": true, "AuthenticationEnabled": false, "Plugins": [], "HttpTimeout": 600,
         "OrthancPeers": {"b": ["http://%s:%s/"]}}
        """
            .formatted(name, directory, directory, port(port), b.address(), port(3)));
    return config;
  }

  private void start(String name, Place place, List<String> command) {
    ManagedProcess process =
        new ManagedProcess(
            name, place.command(command), Map.of("TCP_NODELAY", "1"), work.resolve(name + ".log"));
    processes.add(process);
    process.start();
  }

  private String port(int index) {
    return Integer.toString(ports.get(index));
  }

  @Override
  public void close() {
    processes.forEach(ManagedProcess::close);
  }
}
