package vn.lienvien.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.StoreOutcome;

/** An archive that is a folder: one file per SOP instance, kept by UID. */
final class FolderStore implements ObjectStore {
  private final Path directory;
  private final Path staging;
  private final AtomicBoolean corruptNext = new AtomicBoolean();
  private volatile Optional<StoreOutcome> answer = Optional.empty();

  FolderStore(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.staging = Files.createDirectories(directory.resolveSibling("staging"));
  }

  /** From now on stores nothing and answers this. */
  void answer(StoreOutcome outcome) {
    answer = Optional.of(outcome);
  }

  void recover() {
    answer = Optional.empty();
  }

  /** The next file that is asked for has one bit other than it should. */
  void corruptNext() {
    corruptNext.set(true);
  }

  /** Whole or not at all, as an archive does it. */
  Path put(Path file, String sopInstanceUID) throws IOException {
    Path staged = Files.createTempFile(staging, "object", ".dcm");
    Files.copy(file, staged, StandardCopyOption.REPLACE_EXISTING);
    return Files.move(staged, directory.resolve(sopInstanceUID), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Where an object is, whatever has become of its bytes. */
  Path path(ParcelObject object) {
    return directory.resolve(object.sopInstanceUID());
  }

  List<String> uids() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return new ArrayList<>(files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Override
  public Optional<Path> file(ParcelObject object) {
    Path file = directory.resolve(object.sopInstanceUID());
    try {
      boolean same =
          Files.exists(file)
              && Digests.hex(Files.readAllBytes(file)).startsWith(object.fileDigest());
      return same
          ? Optional.of(corruptNext.getAndSet(false) ? corrupted(file) : file)
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path corrupted(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 100] ^= 1;
    return Files.write(Files.createTempFile("corrupted", ".dcm"), bytes);
  }

  @Override
  public StoreOutcome store(Path verified, ParcelObject object, String fromSiteId)
      throws IOException {
    if (answer.isPresent()) {
      return answer.get();
    }
    boolean known = Files.exists(directory.resolve(object.sopInstanceUID()));
    Path file = put(verified, object.sopInstanceUID());
    String fileDigest = Digests.hex(Files.readAllBytes(file));
    InstanceRecord instance =
        new InstanceRecord(
            object.sopInstanceUID(),
            object.sopClassUID(),
            object.seriesInstanceUID(),
            object.studyInstanceUID(),
            object.transferSyntaxUID(),
            object.transferSyntaxUID(),
            file,
            object.sizeBytes(),
            fileDigest,
            fileDigest,
            object.framesDigest(),
            object.proof(),
            1,
            Instant.EPOCH);
    return known ? new StoreOutcome.AlreadyStored(instance) : new StoreOutcome.Stored(instance);
  }
}
