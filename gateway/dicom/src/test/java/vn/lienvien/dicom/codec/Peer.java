package vn.lienvien.dicom.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another toolkit's program, run to its end; a program that is missing fails the test. */
final class Peer {
  private Peer() {}

  /** What the program printed; its error output goes to nowhere. */
  static String run(Path directory, List<String> command) throws IOException, InterruptedException {
    Path printed = Files.createTempFile(directory, "peer", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(printed.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(command.getFirst() + " does not end");
    }
    return Files.readString(printed);
  }

  /** Has GDCM write a file with native pixels; whether it did is for the caller to see. */
  static Path gdcmNative(Path source, Path directory) throws IOException, InterruptedException {
    Path target = directory.resolve("gdcm-" + source.getFileName());
    run(directory, List.of("gdcmconv", "--raw", source.toString(), target.toString()));
    return target;
  }
}
