package vn.lienvien.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.database.DatabaseException;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.DicomFormatException;
import vn.lienvien.dicom.vietnamese.SourceText;
import vn.lienvien.model.InstanceRecord;

/**
 * Makes the rows of acknowledged instances from their files and journal entries. One whose rows are
 * refused for good is not lost: it goes to quarantine, where a person sees it and why. Thread-safe.
 */
final class Reindexing {
  private static final Logger LOG = LoggerFactory.getLogger(Reindexing.class);

  private final ArchiveParts parts;
  private final ReentrantLock lock = new ReentrantLock();

  /** By SOP Instance UID: in the archive, but in no table yet. */
  private final Map<String, JournalEntry> waiting = new ConcurrentHashMap<>();

  Reindexing(ArchiveParts parts) {
    this.parts = parts;
  }

  /** Told by the thread that commits, which must not wait for what it does itself. */
  void refused(JournalEntry entry) {
    waiting.put(entry.sopInstanceUID(), entry);
    Thread.ofVirtual().name("archive-reindexing").start(this::settleNow);
  }

  private void settleNow() {
    try {
      settle();
    } catch (IOException | RuntimeException e) {
      LOG.warn("an instance without rows waits in the journal: {}", e.getClass().getName());
    }
  }

  /** Whether an instance of the UID waits; {@link #settle()} before another is stored. */
  boolean waits(String sopInstanceUID) {
    return waiting.containsKey(sopInstanceUID);
  }

  /** Returns when nothing waits. */
  void settle() throws IOException {
    lock.lock();
    try {
      for (JournalEntry entry : List.copyOf(waiting.values())) {
        Optional<InstanceRecord> row =
            parts.database().read(handle -> parts.rows().find(handle, entry.sopInstanceUID()));
        if (row.isEmpty()) {
          index(entry);
        }
        waiting.remove(entry.sopInstanceUID());
      }
    } finally {
      lock.unlock();
    }
  }

  /** The file is there and whole; its rows are not. */
  void index(JournalEntry entry) throws IOException {
    try {
      insert(entry);
    } catch (DicomFormatException e) {
      quarantine(entry, e);
    } catch (RuntimeException e) {
      if (DatabaseException.mayPass(e)) {
        throw e;
      }
      quarantine(entry, e);
    }
  }

  private void insert(JournalEntry entry) throws IOException {
    Path file = parts.files().absolute(entry.path());
    SourceText text = SourceText.of(entry.text()).orElseGet(SourceText.Detected::new);
    Newcomer newcomer = Newcomer.of(DicomFile.read(file), text);
    InstanceRecord record =
        newcomer.record(file, entry.framesDigest(), entry.proof(), entry.storedAt());
    parts
        .database()
        .commit(transaction -> {
          StudyRows.insertIfNew(transaction, newcomer);
          parts.rows().insert(transaction.handle(), record, entry.path(), newcomer);
        });
  }

  /** The file stays where it was until its copy has a row; one that has it already is enough. */
  private void quarantine(JournalEntry entry, Exception why) throws IOException {
    Path file = parts.files().absolute(entry.path());
    Kept kept = new Kept(file, entry.sopInstanceUID(), Digests.ofFile(file));
    boolean there =
        parts
            .database()
            .read(handle -> QuarantineRows.find(handle, kept.sopInstanceUID(), kept.digest()))
            .isPresent();
    if (!there) {
      copyToQuarantine(kept, "no rows: " + reason(why));
    }
    Files.deleteIfExists(file);
  }

  private record Kept(Path file, String sopInstanceUID, String digest) {}

  private void copyToQuarantine(Kept kept, String reason) throws IOException {
    String id = UUID.randomUUID().toString();
    String path = ArchiveFiles.quarantinePath(id);
    Path copy = Files.copy(kept.file(), parts.staging().create());
    ArchiveFiles.force(copy);
    Path intent = parts.staging().intend(List.of(path));
    parts.files().rename(copy, path);
    parts.files().forceDirectory(path);
    parts
        .database()
        .commit(transaction ->
            QuarantineRows.insert(transaction, id, kept.sopInstanceUID(), kept.digest(), reason));
    Files.deleteIfExists(intent);
    LOG.error("an instance that was acknowledged cannot be indexed; quarantined as {}", id);
  }

  /** Messages of what is not the database's may hold values of a patient. */
  private static String reason(Exception why) {
    return why instanceof DatabaseException
        ? String.valueOf(why.getMessage())
        : why.getClass().getSimpleName();
  }
}
