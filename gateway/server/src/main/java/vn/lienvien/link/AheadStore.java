package vn.lienvien.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Streams of frames that came ahead of their parcels: {@code link/incoming/<site>/ahead/<stream>}.
 * A cache, bounded, and emptied when the process starts. Thread-safe.
 */
final class AheadStore {
  private static final long BYTES_A_SITE = 2L << 30;

  private final Path incoming;
  private final Map<String, Map<Integer, EarlyFrames>> sites = new HashMap<>();

  AheadStore(Path incoming) {
    this.incoming = incoming;
  }

  /** Keeps a stretch, and passes it on to the parcel that has claimed the stream. */
  Optional<EarlyFrames.Passed> put(String siteId, int stream, long offset, ByteBuffer bytes)
      throws IOException {
    boolean sound = offset >= 0 && offset <= LinkLimits.STREAM_BYTES - bytes.remaining();
    return sound ? stream(siteId, stream).put(offset, bytes) : Optional.empty();
  }

  /** From now on what has come and what will come of a stream goes to this parcel. */
  void claim(String siteId, AheadPlaces places, IncomingParcel parcel) throws IOException {
    if (places.stream() != 0) {
      stream(siteId, places.stream()).claim(parcel, places.extents(parcel.offer().layout()));
    }
  }

  private synchronized EarlyFrames stream(String siteId, int stream) throws IOException {
    Path directory = incoming.resolve(siteId).resolve("ahead");
    Map<Integer, EarlyFrames> streams = sites.get(siteId);
    if (streams == null) {
      Unpacking.delete(directory);
      Files.createDirectories(directory);
      streams = new LinkedHashMap<>();
      sites.put(siteId, streams);
    }
    if (!streams.containsKey(stream)) {
      makeRoom(streams);
      streams.put(stream, new EarlyFrames(directory.resolve(Integer.toString(stream))));
    }
    return streams.get(stream);
  }

  /** The eldest go first: parcels that have not followed by now may never do so. */
  private static void makeRoom(Map<Integer, EarlyFrames> streams) throws IOException {
    long all = streams.values().stream().mapToLong(EarlyFrames::bytes).sum();
    Iterator<EarlyFrames> eldest = streams.values().iterator();
    while (eldest.hasNext() && all + LinkLimits.STREAM_BYTES > BYTES_A_SITE) {
      EarlyFrames gone = eldest.next();
      eldest.remove();
      all -= gone.bytes();
      gone.delete();
    }
  }

  /** A parcel is over, and the stream that it had claimed with it. */
  synchronized void forget(String siteId, IncomingParcel parcel) throws IOException {
    Map<Integer, EarlyFrames> streams = sites.getOrDefault(siteId, Map.of());
    for (Map.Entry<Integer, EarlyFrames> one : Map.copyOf(streams).entrySet()) {
      if (one.getValue().isClaimedBy(parcel)) {
        streams.remove(one.getKey());
        one.getValue().delete();
      }
    }
  }

  /** The site is another process now, and counts its streams anew. */
  synchronized void forget(String siteId) {
    sites.remove(siteId);
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
}
