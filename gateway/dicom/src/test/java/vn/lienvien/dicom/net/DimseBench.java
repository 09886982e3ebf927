package vn.lienvien.dicom.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import vn.lienvien.dicom.io.DicomFile;

/**
 * Objects per second of DCMTK's storescu into our listener with a handler that throws the object
 * away, beside storescp, and of our sending beside storescu. Not a test: {@code main DIRECTORY
 * [REPEATS] [ROUNDS]}, prints JSON lines.
 */
public final class DimseBench {
  private final Path work;
  private final List<Path> files;
  private final int objects;

  private DimseBench(Path work, List<Path> files, int repeats) {
    this.work = work;
    this.files = files;
    this.objects = files.size() * repeats;
  }

  public static void main(String[] arguments) throws Exception {
    int repeats = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
    try (Stream<Path> found = Files.list(Path.of(arguments[0]))) {
      List<Path> files = found.sorted().toList();
      DimseBench bench = new DimseBench(Files.createTempDirectory("dimse-bench"), files, repeats);
      bench.receive(rounds);
      bench.send(rounds);
    }
  }

  private interface Run {
    void run() throws Exception;
  }

  private double rate(Run run) throws Exception {
    long start = System.nanoTime();
    run.run();
    return objects * 1e9 / (System.nanoTime() - start);
  }

  private void receive(int rounds) throws Exception {
    double[] ours = new double[rounds];
    double[] peers = new double[rounds];
    StorageHandler discard =
        (request, dataSet) -> {
          dataSet.drain();
          return Status.SUCCESS;
        };
    int port = Peer.freePort();
    try (Node node = new Node(Services.echoOnly().withStorage(discard));
        Peer peer = Peer.listen(work, port, "storescp", "--ignore")) {
      rate(() -> storescu(node.port()));
      for (int i = 0; i < rounds; i++) {
        ours[i] = rate(() -> storescu(node.port()));
        peers[i] = rate(() -> storescu(port));
      }
    }
    print("receive", ours, peers, "storescp --ignore");
  }

  private void send(int rounds) throws Exception {
    double[] ours = new double[rounds];
    double[] peers = new double[rounds];
    int port = Peer.freePort();
    try (Peer peer = Peer.listen(work, port, "storescp", "--ignore");
        Transport transport = Transport.open()) {
      AssociationRequestor requestor = new AssociationRequestor(transport, Node.shortTimes());
      rate(() -> sendOurselves(requestor, port));
      for (int i = 0; i < rounds; i++) {
        ours[i] = rate(() -> sendOurselves(requestor, port));
        peers[i] = rate(() -> storescu(port));
      }
    }
    print("send", ours, peers, "storescu");
  }

  private void sendOurselves(AssociationRequestor requestor, int port) throws IOException {
    List<FileInstance> instances = new ArrayList<>();
    for (Path file : files) {
      instances.add(FileInstance.of(DicomFile.read(file)));
    }
    ApplicationEntity called = new ApplicationEntity("ANY", "127.0.0.1", port);
    try (Association association =
        requestor.open("BENCH", called, PresentationContext.forSending(instances))) {
      for (int i = 0; i < objects; i++) {
        Status status = association.store(instances.get(i % instances.size()));
        if (!status.isSuccess()) {
          throw new IOException(status.toString());
        }
      }
    }
  }

  private void storescu(int port) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("storescu", "-R", "-aec", Node.AE_TITLE));
    command.addAll(List.of("--max-send-pdu", "131072", "--max-pdu", "131072"));
    command.addAll(List.of("--repeat", Integer.toString(objects / files.size())));
    command.addAll(List.of("127.0.0.1", Integer.toString(port)));
    files.forEach(file -> command.add(file.toString()));
    Peer.Outcome outcome = Peer.run(work, command.toArray(String[]::new));
    if (outcome.exitCode() != 0) {
      throw new IOException(outcome.output());
    }
  }

  private void print(String name, double[] ours, double[] peers, String peerName) {
    double our = median(ours);
    double peer = median(peers);
    System.out.printf(
        Locale.ROOT,
        "{\"bench\":\"dimse\",\"case\":\"%s\",\"unit\":\"objects/s\",\"ours\":%.0f,"
            + "\"peer\":%.0f,\"peerName\":\"%s\",\"ratio\":%.2f}%n",
        name,
        our,
        peer,
        peerName,
        our / peer);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
