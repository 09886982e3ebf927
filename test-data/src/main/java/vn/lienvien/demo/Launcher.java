package vn.lienvien.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The built distributable's {@code bin/lienvien}. Thread-safe. */
record Launcher(Path distribution) {
  /** What one finished command said on standard output and on standard error. */
  record Finished(int exitCode, String output, String complaints) {}

  List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(distribution.resolve("bin/lienvien").toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** Runs to the end. */
  Finished run(String... arguments) {
    return run(command(arguments));
  }

  /** Runs to the end and insists on exit code 0; returns the output without surrounding space. */
  String require(String... arguments) {
    return require(Place.loopback(), arguments);
  }

  /** As above, at the given place. */
  String require(Place place, String... arguments) {
    Finished finished = run(place.command(command(arguments)));
    if (finished.exitCode() != 0) {
      throw new StageException(
          "lienvien %s failed:\n%s%s"
              .formatted(String.join(" ", arguments), finished.output(), finished.complaints()));
    }
    return finished.output().strip();
  }

  private static Finished run(List<String> command) {
    try {
      Path complaints = Files.createTempFile("lienvien-", ".err");
      try {
        Process process = new ProcessBuilder(command).redirectError(complaints.toFile()).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Finished(process.waitFor(), output, Files.readString(complaints));
      } finally {
        Files.delete(complaints);
      }
    } catch (IOException e) {
      throw new StageException("cannot run " + command.getFirst(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageException("interrupted", e);
    }
  }
}
