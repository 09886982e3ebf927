package vn.lienvien.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import vn.lienvien.model.InstanceRecord;

/**
 * Puts on the disk, where it belongs, what a segment of the journal holds. A file whose fsync
 * failed is not forced again but made anew: the kernel may have dropped what it could not write and
 * call the rest clean. Used by one thread.
 */
final class JournalEmptying implements JournalCheckpoint.Emptying {
  private final ArchiveParts parts;
  private final Reindexing reindexing;
  private final Set<JournalSegment> doubtful = new HashSet<>();

  JournalEmptying(ArchiveParts parts, Reindexing reindexing) {
    this.parts = parts;
    this.reindexing = reindexing;
  }

  @Override
  public void force(JournalSegment segment) throws IOException {
    parts.database().force();
    reindexing.settle();
    if (doubtful.contains(segment)) {
      makeAnew(segment);
    } else {
      forceFiles(segment);
    }
    doubtful.remove(segment);
  }

  private void forceFiles(JournalSegment segment) throws IOException {
    try {
      parts.files().force(segment.entries().stream().map(JournalEntry::path).toList());
    } catch (IOException e) {
      doubtful.add(segment);
      throw e;
    }
  }

  /** Every file of the segment that a row still names. */
  void makeAnew(JournalSegment segment) throws IOException {
    for (JournalSegment.Found record : segment.records()) {
      JournalEntry entry = record.entry();
      if (!entry.revoked() && isNamed(entry, segment.digest(record))) {
        makeAnew(segment, record);
      }
    }
  }

  private boolean isNamed(JournalEntry entry, Optional<String> fileDigest) {
    Path file = parts.files().absolute(entry.path());
    Optional<InstanceRecord> row =
        parts.database().read(handle -> parts.rows().find(handle, entry.sopInstanceUID()));
    return row.filter(r -> r.file().equals(file) && Optional.of(r.fileDigest()).equals(fileDigest))
        .isPresent();
  }

  private void makeAnew(JournalSegment segment, JournalSegment.Found record) throws IOException {
    Path staged = parts.staging().create();
    try {
      segment.extract(record, staged);
      ArchiveFiles.force(staged);
      parts.files().rename(staged, record.entry().path());
      parts.files().forceDirectory(record.entry().path());
    } finally {
      Files.deleteIfExists(staged);
    }
  }
}
