package vn.lienvien.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.InstanceRecord;

/**
 * The way of a small instance: when the journal has it, it cannot be lost, so file, name and row
 * need not be forced before it is acknowledged. Thread-safe.
 */
final class JournaledStoring {
  private static final Logger LOG = LoggerFactory.getLogger(JournaledStoring.class);

  /** Above this, writing everything twice costs more than the flushes it saves. */
  private static final long LARGEST_BYTES = 2 << 20;

  private final ArchiveParts parts;
  private final Journal journal;
  private final StoreSteps steps;

  /** Instances whose rows are not committed yet. */
  private final Set<String> deferred = ConcurrentHashMap.newKeySet();

  JournaledStoring(ArchiveParts parts, Journal journal, StoreSteps steps) {
    this.parts = parts;
    this.journal = journal;
    this.steps = steps;
  }

  static boolean takes(Newcomer newcomer) {
    return newcomer.sizeBytes() <= LARGEST_BYTES;
  }

  /** The instance if it is here; waits for deferred rows only when its own is among them. */
  Optional<InstanceRecord> find(String sopInstanceUID) {
    return deferred.contains(sopInstanceUID)
        ? parts.database().read(handle -> parts.rows().find(handle, sopInstanceUID))
        : parts.database().readCommitted(handle -> parts.rows().find(handle, sopInstanceUID));
  }

  /** The caller holds the instance's lock. */
  InstanceRecord place(Newcomer newcomer, Incoming incoming) throws IOException {
    String path = parts.files().pathOf(newcomer);
    InstanceRecord instance =
        newcomer.record(
            parts.files().absolute(path),
            incoming.framesDigest(),
            incoming.proof(),
            parts.database().now());
    JournalEntry entry = JournalEntry.of(instance, path, incoming.text());
    Journal.Held held = journaled(entry, incoming);
    try (held) {
      steps.reached(StoreSteps.Step.JOURNALED);
      parts.files().name(incoming.file(), path);
      steps.reached(StoreSteps.Step.NAMED);
      commit(newcomer, incoming, instance, path);
    } catch (IOException | RuntimeException e) {
      withdraw(entry); // not held any more: it may have to wait for room in the journal
      throw e;
    }
    return instance;
  }

  /** Writes the file while the journal is forced; which of the two fails makes a difference. */
  private Journal.Held journaled(JournalEntry entry, Incoming incoming) throws IOException {
    Journal.Pending pending = journal.begin(entry, incoming.content());
    try {
      incoming.settle();
    } catch (IOException | RuntimeException | Error e) {
      pending.await().close();
      withdraw(entry);
      throw e;
    }
    return pending.await();
  }

  private void commit(Newcomer newcomer, Incoming incoming, InstanceRecord instance, String path)
      throws IOException {
    if (incoming.hook() == StoredHook.NONE) {
      deferred.add(newcomer.sopInstanceUID());
      parts
          .database()
          .defer(
              transaction -> insert(transaction, newcomer, instance, path),
              () -> deferred.remove(newcomer.sopInstanceUID()));
      steps.reached(StoreSteps.Step.DEFERRED);
      return;
    }
    parts
        .database()
        .commit(transaction -> {
          insert(transaction, newcomer, instance, path);
          incoming.hook().stored(transaction, instance);
          reachedInside(StoreSteps.Step.ROWS_WRITTEN);
        });
    steps.reached(StoreSteps.Step.COMMITTED);
  }

  private void insert(
      Transaction transaction, Newcomer newcomer, InstanceRecord instance, String path) {
    StudyRows.insertIfNew(transaction, newcomer);
    parts.rows().insert(transaction.handle(), instance, path, newcomer);
  }

  private void reachedInside(StoreSteps.Step step) {
    try {
      steps.reached(step);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What failed after it was in the journal stays only if it has a row all the same. */
  private void withdraw(JournalEntry entry) {
    try {
      boolean hasRow =
          parts.database().read(handle -> InstanceRows.isFileOfARow(handle, entry.path()));
      if (!hasRow) {
        journal.revoke(entry);
        Files.deleteIfExists(parts.files().absolute(entry.path()));
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("an instance that was refused stays in the archive", e);
    }
  }
}
