package vn.lienvien.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Frames that came ahead of their parcels: {@code link/incoming/<site>/ahead/<file digest>}, one
 * file of frames for each file to come. A cache, bounded, and emptied when the process starts.
 * Thread-safe.
 */
final class AheadStore {
  private static final long BYTES_A_SITE = 2L << 30;

  private final Path incoming;
  private final Map<String, Map<String, Long>> sites = new HashMap<>();

  AheadStore(Path incoming) {
    this.incoming = incoming;
  }

  /**
   * Keeps a stretch if it continues what is here; anything else only means that it is sent again.
   */
  synchronized void put(String siteId, String fileDigest, long offset, ByteBuffer bytes)
      throws IOException {
    Map<String, Long> files = sites.get(siteId);
    if (files == null) {
      Unpacking.delete(directory(siteId));
      Files.createDirectories(directory(siteId));
      files = new HashMap<>();
      sites.put(siteId, files);
    }
    long here = files.getOrDefault(fileDigest, 0L);
    long all = files.values().stream().mapToLong(Long::longValue).sum();
    if (offset != here || all + bytes.remaining() > BYTES_A_SITE) {
      return;
    }
    int length = bytes.remaining();
    try (FileChannel file =
        FileChannel.open(
            directory(siteId).resolve(fileDigest),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        file.write(bytes, offset + length - bytes.remaining());
      }
    }
    files.put(fileDigest, here + length);
  }

  /** How much of a file's frames is here, from their beginning. */
  synchronized long length(String siteId, String fileDigest) {
    return sites.getOrDefault(siteId, Map.of()).getOrDefault(fileDigest, 0L);
  }

  Path file(String siteId, String fileDigest) {
    return directory(siteId).resolve(fileDigest);
  }

  /** What has found its parcel is not needed any more. */
  synchronized void forget(String siteId, String fileDigest) throws IOException {
    Optional<Map<String, Long>> files = Optional.ofNullable(sites.get(siteId));
    if (files.isPresent() && files.get().remove(fileDigest) != null) {
      Files.deleteIfExists(file(siteId, fileDigest));
    }
  }

  /** Forgets everything of every site that has come before; parcels never followed it. */
  synchronized void sweep() throws IOException {
    sites.clear();
    if (Files.isDirectory(incoming)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(incoming)) {
        for (Path site : all) {
          Unpacking.delete(site.resolve("ahead"));
        }
      }
    }
  }

  private Path directory(String siteId) {
    return incoming.resolve(siteId).resolve("ahead");
  }
}
