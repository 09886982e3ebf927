package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Priority;

/**
 * Parcels that are not delivered yet, ready to be sent: {@code link/outgoing/<parcelId>.head2},
 * made when first needed, made again when lost, deleted once the receipt is committed. Thread-safe;
 * two are made at a time, and an urgent one does not wait for them.
 */
final class OutgoingPacks {
  /** Another number where other stretches are left out: an older program's head fits no longer. */
  private static final String SUFFIX = ".head2";

  private final Path directory;
  private final ObjectStore objects;
  private final DicomPixels pixels;
  private final Map<String, OutgoingParcel> ready = new ConcurrentHashMap<>();
  private final Semaphore making = new Semaphore(2);
  private final ReentrantLock[] locks = new ReentrantLock[32];

  OutgoingPacks(Path directory, ObjectStore objects, DicomPixels pixels) {
    this.directory = directory;
    this.objects = objects;
    this.pixels = pixels;
    Arrays.setAll(locks, ignored -> new ReentrantLock());
  }

  /** Deletes what an earlier process left of parcels that need no pack any more. */
  void sweep(Predicate<String> undelivered) throws IOException {
    Files.createDirectories(directory);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!name.endsWith(SUFFIX) || !undelivered.test(name.replace(SUFFIX, ""))) {
          Files.delete(file);
        }
      }
    }
  }

  OutgoingParcel of(ParcelManifest manifest) throws IOException {
    OutgoingParcel known = ready.get(manifest.parcelId());
    if (known != null) {
      return known;
    }
    ReentrantLock lock = locks[Math.floorMod(manifest.parcelId().hashCode(), locks.length)];
    lock.lock();
    try {
      OutgoingParcel made = ready.get(manifest.parcelId());
      if (made == null) {
        made = makeInTurn(manifest);
        ready.put(manifest.parcelId(), made);
      }
      return made;
    } finally {
      lock.unlock();
    }
  }

  private OutgoingParcel makeInTurn(ParcelManifest manifest) throws IOException {
    if (manifest.priority() == Priority.STAT) {
      return make(manifest);
    }
    making.acquireUninterruptibly();
    try {
      return make(manifest);
    } finally {
      making.release();
    }
  }

  /** After delivery, or when the peer found the pack damaged. */
  void discard(String parcelId) throws IOException {
    ready.remove(parcelId);
    Files.deleteIfExists(head(parcelId));
  }

  private OutgoingParcel make(ParcelManifest manifest) throws IOException {
    Path head = head(manifest.parcelId());
    if (manifest.objects().isEmpty()) {
      return new OutgoingParcel(Offer.of(manifest), new OutgoingContent(List.of()), false);
    }
    boolean known = Files.exists(head);
    PackWriter writer = new PackWriter();
    long[] leftOutBytes = new long[manifest.objects().size()];
    for (int i = 0; i < leftOutBytes.length; i++) {
      Path file = file(manifest, manifest.objects().get(i));
      List<ByteRange> leftOut = pixels.compressed(file);
      leftOutBytes[i] = leftOut.stream().mapToLong(ByteRange::length).sum();
      writer.add(file, leftOut);
    }
    if (!known) {
      Files.createDirectories(directory);
      writer.write(head);
    }
    OutgoingContent content = writer.content(head);
    ContentLayout layout = new ContentLayout(Files.size(head), leftOutBytes);
    ContentIndex index = ContentIndex.of(content, layout.headBytes(), content.sizeBytes());
    return new OutgoingParcel(Offer.of(manifest, layout, index), content, known);
  }

  private Path file(ParcelManifest manifest, ParcelObject object) throws IOException {
    return objects
        .file(object)
        .orElseThrow(() ->
            new IOException(
                "an object of parcel "
                    + manifest.parcelId()
                    + " is not in the archive as the manifest describes it"));
  }

  private Path head(String parcelId) {
    return directory.resolve(parcelId + SUFFIX);
  }
}
