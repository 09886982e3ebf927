package vn.lienvien.dicom.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs another toolkit as a program and fails the test where that is not possible. */
final class Peer {
  private Peer() {}

  /** What a program writes when it is given lines; it must exit with 0. */
  static List<String> lines(List<String> command, List<String> input) throws IOException {
    return run(command, input, true);
  }

  /** As {@link #lines}, whatever the exit code. */
  static List<String> linesWhateverTheExit(List<String> command) throws IOException {
    return run(command, List.of(), false);
  }

  private static List<String> run(List<String> command, List<String> input, boolean mustSucceed)
      throws IOException {
    Path in = Files.createTempFile("peer", ".in");
    Path out = Files.createTempFile("peer", ".out");
    try {
      Files.write(in, input);
      Process process =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectErrorStream(!mustSucceed)
              .start();
      String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (mustSucceed && exit != 0) {
        throw new AssertionError(command.getFirst() + " failed with " + exit + ": " + errors);
      }
      return new String(Files.readAllBytes(out), StandardCharsets.ISO_8859_1).lines().toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }
}
