package vn.lienvien.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** What pydicom says of files. */
final class Oracle {
  private Oracle() {}

  /** By path: {@code frames}, SHA-256 of each stored frame, and {@code json}, the data set. */
  static JsonNode ask(Path workingDirectory, List<Path> files) throws Exception {
    Path script = workingDirectory.resolve("oracle.py");
    try (InputStream in = Oracle.class.getResourceAsStream("/web/oracle.py")) {
      Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> command = new ArrayList<>(List.of("/usr/bin/python3", script.toString()));
    files.forEach(file -> command.add(file.toString()));
    Path errors = workingDirectory.resolve("oracle.err");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    JsonNode answer = new ObjectMapper().readTree(process.getInputStream());
    if (process.waitFor() != 0) {
      throw new IOException("pydicom failed: " + Files.readString(errors));
    }
    return answer;
  }
}
