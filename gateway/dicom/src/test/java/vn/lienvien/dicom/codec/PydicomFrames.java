package vn.lienvien.dicom.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Hashes of frames as pydicom and numpy decode them, all files in one process. */
final class PydicomFrames {
  private PydicomFrames() {}

  static Map<String, List<String>> hashes(List<Path> files, Path directory)
      throws IOException, InterruptedException {
    Path script = directory.resolve("frame_hashes.py");
    try (InputStream source = PydicomFrames.class.getResourceAsStream("frame_hashes.py")) {
      Files.write(script, source.readAllBytes());
    }
    Path names = directory.resolve("names.txt");
    Files.write(names, files.stream().map(Path::toString).toList());
    String printed =
        Peer.run(directory, List.of("sh", "-c", "/usr/bin/python3 frame_hashes.py < names.txt"));
    Map<String, List<String>> result = new HashMap<>();
    for (String line : printed.lines().toList()) {
      List<String> fields = Arrays.asList(line.split("\t"));
      result.put(fields.getFirst(), fields.subList(1, fields.size()));
    }
    return result;
  }
}
