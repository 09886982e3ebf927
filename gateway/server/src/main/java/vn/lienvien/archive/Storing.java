package vn.lienvien.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.database.Transaction;
import vn.lienvien.dicom.io.DicomFormatException;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.StoreOutcome;
import vn.lienvien.model.StoreOutcome.AlreadyStored;
import vn.lienvien.model.StoreOutcome.Conflicting;
import vn.lienvien.model.StoreOutcome.Refusal;
import vn.lienvien.model.StoreOutcome.Refused;
import vn.lienvien.model.StoreOutcome.Stored;

/**
 * The way of one instance into the archive. Order matters. A small one: read and checked → forced
 * in the journal → file and row deferred → answered ({@link JournaledStoring}). Every other: read
 * and checked → file forced → renamed → directory forced → one transaction → answered. Each step
 * leaves what the next start can tell.
 */
final class Storing {
  private static final Logger LOG = LoggerFactory.getLogger(Storing.class);

  private final ArchiveParts parts;
  private final Twins twins;
  private final StoreSteps steps;
  private final JournaledStoring journaled;

  Storing(ArchiveParts parts, Twins twins, JournaledStoring journaled, StoreSteps steps) {
    this.parts = parts;
    this.twins = twins;
    this.journaled = journaled;
    this.steps = steps;
  }

  StoreOutcome store(Incoming incoming) throws IOException {
    try {
      return read(incoming);
    } catch (DicomFormatException e) {
      return new Refused(Refusal.CANNOT_UNDERSTAND, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return FreeSpace.outcomeOf(e);
    } catch (UncheckedIOException e) {
      return FreeSpace.outcomeOf(new IOException(e.getMessage(), e));
    } finally {
      incoming.discard();
    }
  }

  private StoreOutcome read(Incoming incoming) throws IOException {
    Newcomer newcomer = incoming.read();
    steps.reached(StoreSteps.Step.READ);
    Optional<Refused> refusal = Admission.refusal(newcomer, incoming);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    try (KeyedLocks.Held _ = parts.locks().lock(newcomer.sopInstanceUID())) {
      Optional<InstanceRecord> there = journaled.find(newcomer.sopInstanceUID());
      if (there.isEmpty() && JournaledStoring.takes(newcomer)) {
        return new Stored(journaled.place(newcomer, incoming));
      }
      incoming.settle();
      return there.isPresent()
          ? again(there.get(), newcomer, incoming)
          : new Stored(place(newcomer, incoming));
    }
  }

  private InstanceRecord place(Newcomer newcomer, Incoming incoming) throws IOException {
    String path = parts.files().pathOf(newcomer);
    InstanceRecord[] stored = new InstanceRecord[1];
    commit(
        incoming.file(),
        path,
        transaction -> {
          stored[0] = record(transaction, newcomer, incoming, path);
          StudyRows.insertIfNew(transaction, newcomer);
          parts.rows().insert(transaction.handle(), stored[0], path, newcomer);
          incoming.hook().stored(transaction, stored[0]);
        });
    return stored[0];
  }

  private InstanceRecord record(
      Transaction transaction, Newcomer newcomer, Incoming incoming, String path) {
    return newcomer.record(
        parts.files().absolute(path),
        incoming.framesDigest(),
        incoming.proof(),
        transaction.startedAt());
  }

  /** Forces the file, gives it its name, and commits the rows that name it. */
  private void commit(Path file, String path, Consumer<Transaction> rows) throws IOException {
    ArchiveFiles.force(file);
    steps.reached(StoreSteps.Step.FILE_FORCED);
    Path intent = parts.staging().intend(List.of(path));
    try {
      parts.files().rename(file, path);
      steps.reached(StoreSteps.Step.RENAMED);
      parts.files().forceDirectory(path);
      steps.reached(StoreSteps.Step.DIRECTORY_FORCED);
      parts
          .database()
          .commit(transaction -> {
            rows.accept(transaction);
            reachedInside(StoreSteps.Step.ROWS_WRITTEN);
          });
      steps.reached(StoreSteps.Step.COMMITTED);
      Files.deleteIfExists(intent);
    } catch (IOException | RuntimeException e) {
      undo(intent);
      throw e;
    }
  }

  private void reachedInside(StoreSteps.Step step) {
    try {
      steps.reached(step);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A commit that failed may yet have happened: the rows decide, now or at the next start. */
  private void undo(Path intent) {
    try {
      new Sweep(parts.database(), parts.files(), parts.staging()).settle(intent);
    } catch (IOException | RuntimeException e) {
      LOG.warn("what a failed store left is swept at the next start: {}", e.getClass().getName());
    }
  }

  private StoreOutcome again(InstanceRecord there, Newcomer newcomer, Incoming incoming)
      throws IOException {
    boolean sameBytes = sameBytes(there, newcomer);
    if (sameBytes && !Files.exists(there.file())) {
      return new Stored(restore(there, newcomer, incoming));
    }
    if (sameBytes || twins.same(there, newcomer)) {
      InstanceRecord kept = twins.keep(there, newcomer, incoming);
      parts.database().commit(transaction -> incoming.hook().stored(transaction, kept));
      return new AlreadyStored(kept);
    }
    return new Conflicting(newcomer.sopInstanceUID(), quarantine(newcomer, incoming));
  }

  /** Of a file that is lost before it was replaced only the digest of the whole is known. */
  private static boolean sameBytes(InstanceRecord there, Newcomer newcomer) throws IOException {
    if (there.receivedDigest().isEmpty() && !Files.exists(there.file())) {
      return there.fileDigest().equals(newcomer.fileDigest());
    }
    try {
      return Digests.received(there).equals(newcomer.receivedDigest());
    } catch (DicomFormatException e) {
      return false; // our own file is damaged, and the newcomer is not to be refused for that
    }
  }

  /** The file was lost and has come again: the row gets it back. */
  private InstanceRecord restore(InstanceRecord there, Newcomer newcomer, Incoming incoming)
      throws IOException {
    String path = parts.files().pathOf(newcomer);
    InstanceRecord[] restored = new InstanceRecord[1];
    commit(
        incoming.file(),
        path,
        transaction -> {
          InstanceRecord next = record(transaction, newcomer, incoming, path);
          InstanceRows.update(transaction.handle(), next, path, there.fileDigest());
          restored[0] =
              parts.rows().find(transaction.handle(), there.sopInstanceUID()).orElse(next);
          incoming.hook().stored(transaction, restored[0]);
        });
    return restored[0];
  }

  private String quarantine(Newcomer newcomer, Incoming incoming) throws IOException {
    String received = newcomer.receivedDigest();
    Optional<String> before =
        parts
            .database()
            .read(handle -> QuarantineRows.find(handle, newcomer.sopInstanceUID(), received));
    if (before.isPresent()) {
      return before.get();
    }
    String id = UUID.randomUUID().toString();
    commit(
        incoming.file(),
        ArchiveFiles.quarantinePath(id),
        transaction ->
            QuarantineRows.insert(
                transaction, id, newcomer.sopInstanceUID(), received, incoming.source()));
    LOG.warn("an instance came with the UID of another one; quarantined as {}", id);
    return id;
  }
}
