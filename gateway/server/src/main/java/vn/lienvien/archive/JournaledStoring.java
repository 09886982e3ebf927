package vn.lienvien.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.database.Deferral;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.InstanceRecord;

/**
 * The way of a small instance: when the journal has it, it cannot be lost, so file, name and row
 * need not be forced before it is acknowledged, nor even be there: who looks for it waits for them.
 * Thread-safe.
 */
final class JournaledStoring {
  private static final Logger LOG = LoggerFactory.getLogger(JournaledStoring.class);

  /** Above this, writing everything twice costs more than the flushes it saves. */
  private static final long LARGEST_BYTES = 2 << 20;

  private final ArchiveParts parts;
  private final Journal journal;
  private final Reindexing reindexing;
  private final StoreSteps steps;
  private final UncachedFiles uncached = new UncachedFiles();

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
    JournalEntry entry =
        new JournalEntry(
            newcomer.sopInstanceUID(),
            path,
            incoming.framesDigest(),
            newcomer.proof(incoming.proof()),
            parts.database().now(),
            incoming.text().label(),
            false);
    Journal.Pending pending = journal.begin(entry, incoming.content());
    InstanceRecord instance = meanwhile(pending, entry, newcomer, incoming);
    Journal.Held held = pending.await();
    try (held) {
      steps.reached(StoreSteps.Step.JOURNALED);
      placeJournaled(entry, newcomer, instance, incoming);
    } catch (IOException | RuntimeException e) {
      withdraw(entry); // not held any more: it may have to wait for room in the journal
      throw e;
    }
    return instance;
  }

  /**
   * What can be done while the journal is forced: digests, and the file where rows of a caller wait
   * for it. Which of the two fails makes a difference.
   */
  private InstanceRecord meanwhile(
      Journal.Pending pending, JournalEntry entry, Newcomer newcomer, Incoming incoming)
      throws IOException {
    try {
      if (incoming.hook() != StoredHook.NONE) {
        incoming.settle();
      }
      return newcomer.record(
          parts.files().absolute(entry.path()),
          entry.framesDigest(),
          entry.proof(),
          entry.storedAt());
    } catch (IOException | RuntimeException | Error e) {
      pending.await().close();
      withdraw(entry);
      throw e;
    }
  }

  private void placeJournaled(
      JournalEntry entry, Newcomer newcomer, InstanceRecord instance, Incoming incoming)
      throws IOException {
    Optional<Slabs> inMemory = incoming.handOver();
    if (inMemory.isPresent()) {
      defer(new Row(entry, newcomer, instance, new LateFile(incoming.file(), inMemory.get())));
      return;
    }
    parts.files().name(incoming.file(), entry.path());
    steps.reached(StoreSteps.Step.NAMED);
    Row row = new Row(entry, newcomer, instance, null);
    if (incoming.hook() == StoredHook.NONE) {
      defer(row);
    } else {
      commit(row, incoming.hook());
    }
  }

  private void commit(Row row, StoredHook hook) throws IOException {
    parts
        .database()
        .commit(transaction -> {
          row.rows(transaction);
          hook.stored(transaction, row.instance);
          reachedInside(StoreSteps.Step.ROWS_WRITTEN);
        });
    steps.reached(StoreSteps.Step.COMMITTED);
  }

  private void defer(Row row) throws IOException {
    deferred.add(row.entry.sopInstanceUID());
    try {
      parts.database().defer(row);
    } catch (RuntimeException e) {
      deferred.remove(row.entry.sopInstanceUID());
      row.forgetFile();
      throw e;
    }
    steps.reached(StoreSteps.Step.DEFERRED);
  }

  /** A file of the archive that is in the journal and in memory. */
  private record LateFile(Path staged, Slabs bytes) {}

  /** The rows of an instance that the journal has, and before them its file. */
  private final class Row implements Deferral {
    private final JournalEntry entry;
    private final Newcomer newcomer;
    private final InstanceRecord instance;
    private @Nullable LateFile file;

    Row(JournalEntry entry, Newcomer newcomer, InstanceRecord instance, @Nullable LateFile file) {
      this.entry = entry;
      this.newcomer = newcomer;
      this.instance = instance;
      this.file = file;
    }

    /** Whoever sees the rows finds the file, so it has its name before they are written. */
    @Override
    public void prepare() throws IOException {
      if (file != null) {
        uncached.write(file.bytes(), file.staged());
        parts.files().name(file.staged(), entry.path());
        steps.reached(StoreSteps.Step.NAMED);
        forgetFile();
      }
    }

    void forgetFile() {
      if (file != null) {
        file.bytes().release();
        file = null;
      }
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
