package vn.lienvien.dicom.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A DCMTK program started by a test and ended with it; a missing program fails the test. */
final class Peer implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  private final Process process;
  private final Path log;

  private Peer(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** What a finished program left. */
  record Outcome(int exitCode, String output) {}

  static Peer start(Path directory, List<String> command) throws IOException {
    Path log = Files.createTempFile(directory, "peer", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putIfAbsent("TCP_NODELAY", "1");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new Peer(builder.start(), log);
  }

  /** Runs a program to its end. */
  static Outcome run(Path directory, String... command) throws Exception {
    try (Peer peer = start(directory, List.of(command))) {
      if (!peer.process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("still running: " + peer.output());
      }
      return new Outcome(peer.process.exitValue(), peer.output());
    }
  }

  /** Starts a server whose last argument is the port, and waits until it listens. */
  static Peer listen(Path directory, int port, String... command) throws Exception {
    List<String> all = new ArrayList<>(List.of(command));
    all.add(Integer.toString(port));
    Peer peer = start(directory, all);
    Eventually.that(() -> {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
      } catch (IOException notYet) {
        throw new AssertionError(peer.output(), notYet);
      }
    });
    return peer;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  String output() {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }
}
