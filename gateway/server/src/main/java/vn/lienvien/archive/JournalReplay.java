package vn.lienvien.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.vietnamese.SourceText;
import vn.lienvien.model.InstanceRecord;

/**
 * Makes files and rows again from what the journal of a dead process holds. What is there already
 * stays; what was not written whole was acknowledged to nobody.
 */
final class JournalReplay {
  private static final Logger LOG = LoggerFactory.getLogger(JournalReplay.class);

  private final ArchiveParts parts;

  JournalReplay(ArchiveParts parts) {
    this.parts = parts;
  }

  void run(JournalSegments segments) throws IOException {
    List<JournalEntry> restored = new ArrayList<>();
    Map<JournalEntry, Integer> revoked = revocations(segments);
    int index = 0;
    for (JournalSegment segment : segments.left()) {
      for (JournalSegment.Found record : segment.records()) {
        JournalEntry entry = record.entry();
        boolean counts = !entry.revoked() && revoked.getOrDefault(entry.revocation(), -1) < index;
        if (counts && restore(segment, record)) {
          restored.add(entry);
        }
        index++;
      }
    }
    if (!restored.isEmpty()) {
      LOG.info("{} instances of the last run taken from the journal", restored.size());
    }
    parts.files().force(restored.stream().map(JournalEntry::path).toList());
    parts.database().force();
    segments.eraseAll();
  }

  /** Where each revocation stands among all records; an instance may come again after it. */
  private static Map<JournalEntry, Integer> revocations(JournalSegments segments)
      throws IOException {
    Map<JournalEntry, Integer> revoked = new HashMap<>();
    int index = 0;
    for (JournalSegment segment : segments.left()) {
      for (JournalSegment.Found record : segment.records()) {
        if (record.entry().revoked()) {
          revoked.put(record.entry(), index);
        }
        index++;
      }
    }
    return revoked;
  }

  /** False for an instance that has another file by now, and for a record that is not whole. */
  private boolean restore(JournalSegment segment, JournalSegment.Found record) throws IOException {
    JournalEntry entry = record.entry();
    Optional<InstanceRecord> row =
        parts.database().read(handle -> parts.rows().find(handle, entry.sopInstanceUID()));
    if (row.isPresent() && !row.get().fileDigest().equals(entry.fileDigest())) {
      return false;
    }
    Path file = parts.files().absolute(entry.path());
    if (!isWhole(file, entry) && !extract(segment, record)) {
      return false;
    }
    if (row.isEmpty()) {
      insert(entry, file);
    }
    return true;
  }

  private static boolean isWhole(Path file, JournalEntry entry) throws IOException {
    return Files.exists(file) && Digests.ofFile(file).equals(entry.fileDigest());
  }

  private boolean extract(JournalSegment segment, JournalSegment.Found record) throws IOException {
    Path staged = parts.staging().create();
    segment.extract(record, staged);
    if (isWhole(staged, record.entry())) {
      parts.files().name(staged, record.entry().path());
      return true;
    }
    Files.delete(staged);
    return false;
  }

  private void insert(JournalEntry entry, Path file) throws IOException {
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
}
