package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import vn.lienvien.model.ParcelObject;

/**
 * Rebuilds the files of a parcel beside it, in order, as far as its content is here, and proves
 * each against the manifest, first its bytes, then its decoded frames. So the line and the
 * processors work at the same time, and at the end only the last file is left to do. Thread-safe.
 */
final class Unpacking {
  private final Offer offer;
  private final Path content;
  private final Path directory;
  private final DicomPixels pixels;
  private final ReentrantLock turn = new ReentrantLock();
  private final List<Path> files = new ArrayList<>();
  private Optional<PackReader> pack = Optional.empty();
  private Optional<String> fault = Optional.empty();
  private boolean begun;
  private boolean cleared;

  Unpacking(Offer offer, Path content, Path directory, DicomPixels pixels) {
    this.offer = offer;
    this.content = content;
    this.directory = directory;
    this.pixels = pixels;
  }

  /** Does what can be done with so much of the content, unless someone is doing it. */
  void advance(LongSupplier prefixBytes) throws IOException {
    if (turn.tryLock()) {
      try {
        if (!cleared) {
          work(prefixBytes);
        }
      } finally {
        turn.unlock();
      }
    }
  }

  /** Does the rest, the whole content being here; returns why the parcel is refused, or nothing. */
  Optional<String> finish() throws IOException {
    turn.lock();
    try {
      work(offer.content()::sizeBytes);
      if (fault.isEmpty() && files.size() < offer.manifest().objects().size()) {
        fault = Optional.of("the pack ends before the manifest's files do");
      }
      if (fault.isEmpty() && pack.isPresent()) {
        pack.get().finish();
      }
      return fault;
    } catch (LinkFormatException e) {
      fault = Optional.of(String.valueOf(e.getMessage()));
      return fault;
    } finally {
      turn.unlock();
    }
  }

  /** The proven files, in the manifest's order. */
  List<Path> files() {
    return List.copyOf(files);
  }

  /** Leaves nothing behind; a call that comes too late must not touch what another rebuilds. */
  void clear() throws IOException {
    turn.lock();
    try {
      stop();
      delete(directory);
    } finally {
      turn.unlock();
    }
  }

  /** Does nothing from now on and holds no file open; what is on the disk stays. */
  void stop() throws IOException {
    turn.lock();
    try {
      cleared = true;
      if (pack.isPresent()) {
        pack.get().close();
        pack = Optional.empty();
      }
    } finally {
      turn.unlock();
    }
  }

  static void delete(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  private void work(LongSupplier prefixBytes) throws IOException {
    List<ParcelObject> listed = offer.manifest().objects();
    if (listed.isEmpty() || fault.isPresent() || !ready(prefixBytes.getAsLong())) {
      return;
    }
    try {
      while (fault.isEmpty() && files.size() < listed.size()) {
        ParcelObject object = listed.get(files.size());
        if (pack.orElseThrow().nextNeeds(object.sizeBytes()) > prefixBytes.getAsLong()) {
          return;
        }
        restore(object, directory.resolve(files.size() + ".dcm"));
      }
    } catch (LinkFormatException e) {
      fault = Optional.of(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      startOver();
      throw e;
    }
  }

  /** A pack that was read half cannot be gone on with; the next call begins at its head. */
  private void startOver() throws IOException {
    files.clear();
    begun = false;
    if (pack.isPresent()) {
      pack.get().close();
      pack = Optional.empty();
    }
  }

  private boolean ready(long prefixBytes) throws IOException {
    if (pack.isPresent()) {
      return true;
    }
    if (prefixBytes < PackWriter.HEADER_BYTES || PackReader.headBytes(content) > prefixBytes) {
      return false;
    }
    if (!begun) {
      delete(directory);
      Files.createDirectories(directory);
      begun = true;
    }
    pack = Optional.of(PackReader.open(content));
    return true;
  }

  private void restore(ParcelObject object, Path file) throws IOException {
    String which = "object " + (files.size() + 1) + ": ";
    String digest = pack.orElseThrow().restore(file, object.sizeBytes());
    if (!digest.equals(object.fileDigest())) {
      fault = Optional.of(which + "the file's SHA-256 is not the manifest's");
    } else {
      fault = framesFault(object, file).map(which::concat);
    }
    if (fault.isEmpty()) {
      files.add(file);
    }
  }

  private Optional<String> framesFault(ParcelObject object, Path file) {
    if (object.framesDigest().isEmpty()) {
      return Optional.empty();
    }
    try {
      return pixels.framesDigest(file).equals(object.framesDigest())
          ? Optional.empty()
          : Optional.of("the decoded frames' digest is not the manifest's");
    } catch (IOException e) {
      return Optional.of("its frames cannot be decoded here");
    }
  }
}
