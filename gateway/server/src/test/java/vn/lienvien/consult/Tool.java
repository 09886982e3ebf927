package vn.lienvien.consult;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Runs another toolkit's program; a missing one fails the test. */
final class Tool {
  private Tool() {}

  /** Both output streams as UTF-8 text. */
  static String run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      throw new AssertionError(command[0] + " ended with " + code + ": " + output);
    }
    return output;
  }
}
