package vn.lienvien.link;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.dicom.codec.FrameCodecException;
import vn.lienvien.dicom.io.DicomFormatException;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;

/**
 * Rebuilds the files of a parcel beside it, in order, as far as its content is here, and proves
 * each against the manifest, first its bytes, then its decoded frames, those of several files at
 * once. So the line and the processors work at the same time, and at the end only the last files
 * are left to do. Thread-safe.
 */
final class Unpacking {
  private static final Logger LOG = LoggerFactory.getLogger(Unpacking.class);

  /** Files whose frames are being decoded while the next one is rebuilt. */
  private static final int DECODING = 4;

  private final Offer offer;
  private final Path content;
  private final Path directory;
  private final Decoder decoder;
  private final ExecutorService threads;
  private final ReentrantLock turn = new ReentrantLock();
  private final List<Path> files = new ArrayList<>();
  private final Deque<Future<Proof>> decoding = new ArrayDeque<>();
  private final List<ParcelObject> proven = new ArrayList<>();
  private Optional<PackReader> pack = Optional.empty();
  private Optional<String> fault = Optional.empty();
  private boolean begun;
  private boolean cleared;

  Unpacking(IncomingParcel parcel, Path directory, Decoder decoder, ExecutorService threads) {
    this.offer = parcel.offer();
    this.content = parcel.content();
    this.directory = directory;
    this.decoder = decoder;
    this.threads = threads;
  }

  /** Decodes what was rebuilt. */
  interface Decoder {
    /** SHA-256 hex over a file's decoded frames; empty where nothing is defined to the bit. */
    String framesDigest(Path file) throws IOException;
  }

  /** What became of a file that was rebuilt, and its object with whole digests. */
  private record Proof(Optional<String> fault, ParcelObject object) {}

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
      settle(0);
      if (fault.isEmpty() && files.size() < offer.manifest().objects().size()) {
        fault = Optional.of("the pack ends before the manifest's files do");
      }
      if (fault.isEmpty() && pack.isPresent()) {
        pack.get().finish();
      }
      if (fault.isEmpty() && !offer.isFor(manifest())) {
        fault = Optional.of("what came is not what the manifest's digest covers");
      }
      return fault;
    } catch (LinkFormatException e) {
      fault = Optional.of(String.valueOf(e.getMessage()));
      return fault;
    } catch (IOException e) {
      startOver(); // a disk that failed is no fault of the parcel's: the next try proves it anew
      throw e;
    } finally {
      turn.unlock();
    }
  }

  /** The proven files, in the manifest's order. */
  List<Path> files() {
    return List.copyOf(files);
  }

  /** The manifest as its sender has it, with whole digests, once everything is proven. */
  ParcelManifest manifest() {
    return offer.manifest().with(proven);
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
      abandon();
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
    abandon();
    files.clear();
    proven.clear();
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
    if (!digest.startsWith(object.fileDigest())) {
      fault = Optional.of(which + "the file's SHA-256 is not the manifest's");
      return;
    }
    decoding.add(
        threads.submit(
            () -> prove(which, object.withDigests(digest, object.framesDigest()), file)));
    files.add(file);
    settle(DECODING);
  }

  /** Waits until no more than so many files are being decoded. */
  private void settle(int most) throws IOException {
    while (decoding.size() > most) {
      Proof proof = proof(decoding.remove());
      fault = fault.or(proof::fault);
      proven.add(proof.object());
    }
  }

  /** Waits until nobody reads a file here any more, whatever became of it. */
  private void abandon() {
    while (!decoding.isEmpty()) {
      try {
        Proof unused = proof(decoding.remove());
      } catch (IOException e) {
        LOG.debug("a file that is not wanted any more", e);
      }
    }
  }

  private static Proof proof(Future<Proof> decoded) throws IOException {
    try {
      return decoded.get();
    } catch (ExecutionException e) {
      throw new IOException("a file could not be proved", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while files were being proved", e);
    }
  }

  private Proof prove(String which, ParcelObject object, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      // Now, while the line is busy, and not when the archive waits for it.
      channel.force(true);
    }
    if (object.framesDigest().isEmpty()) {
      return new Proof(Optional.empty(), object);
    }
    try {
      String frames = decoder.framesDigest(file);
      return frames.startsWith(object.framesDigest())
          ? new Proof(Optional.empty(), object.withDigests(object.fileDigest(), frames))
          : new Proof(
              Optional.of(which + "the decoded frames' digest is not the manifest's"), object);
    } catch (FrameCodecException | DicomFormatException | EOFException e) {
      // The file is whole, as its SHA-256 says; anything else is the disk's fault, not the
      // parcel's.
      return new Proof(Optional.of(which + "its frames cannot be decoded here"), object);
    }
  }
}
