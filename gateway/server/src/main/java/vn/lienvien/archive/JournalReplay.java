package vn.lienvien.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.model.InstanceRecord;

/**
 * Makes files and rows again from what the journal of a dead process holds. What is there already
 * stays; what was not written whole was acknowledged to nobody.
 */
final class JournalReplay {
  private static final Logger LOG = LoggerFactory.getLogger(JournalReplay.class);

  private final ArchiveParts parts;
  private final Reindexing reindexing;
  private final JournalEmptying emptying;

  JournalReplay(ArchiveParts parts, Reindexing reindexing, JournalEmptying emptying) {
    this.parts = parts;
    this.reindexing = reindexing;
    this.emptying = emptying;
  }

  private record Left(JournalSegment segment, JournalSegment.Found record) {
    JournalEntry entry() {
      return record.entry();
    }
  }

  void run(JournalSegments segments) throws IOException {
    List<String> restored = new ArrayList<>();
    for (Deque<Left> ofOneInstance : byInstance(segments).values()) {
      newestWhole(ofOneInstance).ifPresent(left -> restored.add(left.entry().path()));
    }
    if (!restored.isEmpty()) {
      LOG.info("{} instances of the last run taken from the journal", restored.size());
    }
    force(segments, restored);
    segments.eraseAll();
  }

  private void force(JournalSegments segments, List<String> paths) throws IOException {
    try {
      parts.files().force(paths);
    } catch (IOException e) {
      LOG.warn("files of the last run cannot be forced and are made anew", e);
      for (JournalSegment segment : segments.left()) {
        emptying.makeAnew(segment);
      }
    }
    parts.database().force();
  }

  /**
   * The records of each instance, the newest first, without those taken back. There are several
   * when a sender tried again after one that was not acknowledged.
   */
  private static Map<String, Deque<Left>> byInstance(JournalSegments segments) throws IOException {
    Map<String, Deque<Left>> left = new LinkedHashMap<>();
    for (JournalSegment segment : segments.left()) {
      for (JournalSegment.Found record : segment.records()) {
        JournalEntry entry = record.entry();
        Deque<Left> same = left.computeIfAbsent(entry.sopInstanceUID(), _ -> new ArrayDeque<>());
        if (entry.revoked()) {
          same.removeIf(before -> before.entry().revocation().equals(entry));
        } else {
          same.addFirst(new Left(segment, record));
        }
      }
    }
    return left;
  }

  private Optional<Left> newestWhole(Deque<Left> ofOneInstance) throws IOException {
    for (Left left : ofOneInstance) {
      if (restore(left)) {
        return Optional.of(left);
      }
    }
    return Optional.empty();
  }

  /** False for an instance that has another file by now, and for a record that is not whole. */
  private boolean restore(Left left) throws IOException {
    JournalEntry entry = left.entry();
    Optional<String> digest = left.segment().digest(left.record());
    if (digest.isEmpty()) {
      return false;
    }
    Optional<InstanceRecord> row =
        parts.database().read(handle -> parts.rows().find(handle, entry.sopInstanceUID()));
    if (row.isPresent() && !row.get().fileDigest().equals(digest.get())) {
      return false;
    }
    Path file = parts.files().absolute(entry.path());
    if (!Files.exists(file) || !Digests.ofFile(file).equals(digest.get())) {
      Path staged = parts.staging().create();
      left.segment().extract(left.record(), staged);
      parts.files().name(staged, entry.path());
    }
    if (row.isEmpty()) {
      reindexing.index(entry);
    }
    return true;
  }
}
