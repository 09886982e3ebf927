package vn.lienvien.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.database.Deferral;
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
  private final Reindexing reindexing;
  private final StoreSteps steps;

  /** Instances whose rows are not committed yet. */
  private final Set<String> deferred = ConcurrentHashMap.newKeySet();

  JournaledStoring(ArchiveParts parts, Journal journal, Reindexing reindexing, StoreSteps steps) {
    this.parts = parts;
    this.journal = journal;
    this.reindexing = reindexing;
    this.steps = steps;
  }

  static boolean takes(Newcomer newcomer) {
    return newcomer.sizeBytes() <= LARGEST_BYTES;
  }

  /** The instance if it is here; waits for deferred rows only when its own is among them. */
  Optional<InstanceRecord> find(String sopInstanceUID) throws IOException {
    Optional<InstanceRecord> found =
        deferred.contains(sopInstanceUID)
            ? parts.database().read(handle -> parts.rows().find(handle, sopInstanceUID))
            : findCommitted(sopInstanceUID);
    if (found.isPresent() || !reindexing.waits(sopInstanceUID)) {
      return found;
    }
    reindexing.settle();
    return findCommitted(sopInstanceUID);
  }

  private Optional<InstanceRecord> findCommitted(String sopInstanceUID) {
    return parts.database().readCommitted(handle -> parts.rows().find(handle, sopInstanceUID));
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
    Row row = new Row(JournalEntry.of(instance, path, incoming.text()), newcomer, instance);
    Journal.Held held = journaled(row.entry(), incoming);
    try (held) {
      steps.reached(StoreSteps.Step.JOURNALED);
      parts.files().name(incoming.file(), path);
      steps.reached(StoreSteps.Step.NAMED);
      commit(row, incoming.hook());
    } catch (IOException | RuntimeException e) {
      withdraw(row.entry()); // not held any more: it may have to wait for room in the journal
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

  private void commit(Row row, StoredHook hook) throws IOException {
    if (hook == StoredHook.NONE) {
      defer(row);
      steps.reached(StoreSteps.Step.DEFERRED);
      return;
    }
    parts
        .database()
        .commit(transaction -> {
          row.rows(transaction);
          hook.stored(transaction, row.instance());
          reachedInside(StoreSteps.Step.ROWS_WRITTEN);
        });
    steps.reached(StoreSteps.Step.COMMITTED);
  }

  private void defer(Row row) {
    deferred.add(row.entry().sopInstanceUID());
    try {
      parts.database().defer(row);
    } catch (RuntimeException e) {
      deferred.remove(row.entry().sopInstanceUID());
      throw e;
    }
  }

  /** The rows of an instance that the journal has. */
  private final class Row implements Deferral {
    private final JournalEntry entry;
    private final Newcomer newcomer;
    private final InstanceRecord instance;

    Row(JournalEntry entry, Newcomer newcomer, InstanceRecord instance) {
      this.entry = entry;
      this.newcomer = newcomer;
      this.instance = instance;
    }

    JournalEntry entry() {
      return entry;
    }

    InstanceRecord instance() {
      return instance;
    }

    @Override
    public void rows(Transaction transaction) {
      StudyRows.insertIfNew(transaction, newcomer);
      parts.rows().insert(transaction.handle(), instance, entry.path(), newcomer);
    }

    @Override
    public void committed() {
      deferred.remove(entry.sopInstanceUID());
    }

    @Override
    public void refused(Throwable why) {
      reindexing.refused(entry);
      deferred.remove(entry.sopInstanceUID());
    }
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
      if (find(entry.sopInstanceUID()).isEmpty()) {
        journal.revoke(entry);
        Files.deleteIfExists(parts.files().absolute(entry.path()));
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("an instance that was refused stays in the archive", e);
    }
  }
}
