package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;

/**
 * The packs of parcels that are not delivered yet: {@code link/outgoing/<parcelId>.pack}, made when
 * first needed, made again when lost, deleted once the receipt is committed. Thread-safe; one pack
 * is made at a time.
 */
final class OutgoingPacks {
  private final Path directory;
  private final ObjectStore objects;
  private final DicomPixels pixels;
  private final Map<String, OutgoingParcel> ready = new ConcurrentHashMap<>();
  private final ReentrantLock making = new ReentrantLock();

  OutgoingPacks(Path directory, ObjectStore objects, DicomPixels pixels) {
    this.directory = directory;
    this.objects = objects;
    this.pixels = pixels;
  }

  /** Deletes what an earlier process left of parcels that need no pack any more. */
  void sweep(Predicate<String> undelivered) throws IOException {
    Files.createDirectories(directory);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!name.endsWith(".pack") || !undelivered.test(name.replace(".pack", ""))) {
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
    making.lock();
    try {
      OutgoingParcel made = ready.get(manifest.parcelId());
      if (made == null) {
        made = make(manifest);
        ready.put(manifest.parcelId(), made);
      }
      return made;
    } finally {
      making.unlock();
    }
  }

  /** After delivery, or when the peer found the pack damaged. */
  void discard(String parcelId) throws IOException {
    ready.remove(parcelId);
    Files.deleteIfExists(pack(parcelId));
  }

  private OutgoingParcel make(ParcelManifest manifest) throws IOException {
    Path pack = pack(manifest.parcelId());
    if (manifest.objects().isEmpty()) {
      return new OutgoingParcel(Offer.of(manifest, ContentIndex.empty()), pack);
    }
    if (!Files.exists(pack)) {
      Files.createDirectories(directory);
      PackWriter writer = new PackWriter();
      for (ParcelObject object : manifest.objects()) {
        Path file =
            objects
                .file(object)
                .orElseThrow(() ->
                    new IOException(
                        "an object of parcel "
                            + manifest.parcelId()
                            + " is not in the archive as the manifest describes it"));
        writer.add(file, pixels.compressed(file));
      }
      writer.write(pack);
    }
    return new OutgoingParcel(Offer.of(manifest, ContentIndex.of(pack)), pack);
  }

  private Path pack(String parcelId) {
    return directory.resolve(parcelId + ".pack");
  }
}
