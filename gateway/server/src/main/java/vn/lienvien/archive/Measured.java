package vn.lienvien.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * Size and digests of a Part 10 file, SHA-256 in lower-case hex.
 *
 * @param datasetDigest of what follows the file meta information
 */
public record Measured(long sizeBytes, String fileDigest, String datasetDigest) {
  private static final int BUFFER_SIZE = 1 << 16;

  static Measured of(Path path, long datasetOffset) throws IOException {
    MessageDigest file = Digests.sha256();
    MessageDigest dataset = Digests.sha256();
    long size = 0;
    try (InputStream in = Files.newInputStream(path)) {
      byte[] buffer = new byte[BUFFER_SIZE];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        file.update(buffer, 0, n);
        int header = Math.clamp(datasetOffset - size, 0, n);
        dataset.update(buffer, header, n - header);
        size += n;
      }
    }
    return new Measured(size, Digests.hex(file), Digests.hex(dataset));
  }
}
