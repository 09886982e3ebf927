package vn.lienvien.peer;

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

/** Another toolkit's program, ended with the test; a missing one fails it. */
public final class Program implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  private final Process process;
  private final Path log;

  private Program(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** What a finished program left. */
  public record Outcome(int exitCode, String output) {}

  public static Program start(Path directory, List<String> command) throws IOException {
    Files.createDirectories(directory);
    Path log = Files.createTempFile(directory, "program", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("TCP_NODELAY", "1");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new Program(builder.start(), log);
  }

  /** Runs a program to its end. */
  public static Outcome run(Path directory, String... command) throws Exception {
    return run(directory, LIMIT_SECONDS, List.of(command));
  }

  /**
   * As {@link #run(Path, String...)}, for what may take longer on a machine that has other work.
   */
  public static Outcome run(Path directory, long limitSeconds, List<String> command)
      throws Exception {
    try (Program program = start(directory, command)) {
      if (!program.process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
        throw new AssertionError("still running: " + program.output());
      }
      return new Outcome(program.process.exitValue(), program.output());
    }
  }

  /** Starts a server whose last argument is the port, and waits until it listens. */
  public static Program listen(Path directory, int port, String... command) throws Exception {
    List<String> all = new ArrayList<>(List.of(command));
    all.add(Integer.toString(port));
    Program program = start(directory, all);
    program.awaitPort(port);
    return program;
  }

  public void awaitPort(int port) throws InterruptedException {
    Eventually.that(() -> {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
      } catch (IOException notYet) {
        throw new AssertionError(output(), notYet);
      }
    });
  }

  /** A port that was free a moment ago. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  public String output() {
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
