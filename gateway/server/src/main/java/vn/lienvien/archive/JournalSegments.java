package vn.lienvien.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the intake journal: one is written, full ones wait until what they hold has been
 * forced where it belongs, empty ones are used again. Used by the journal's thread, and by one of
 * its own that empties.
 */
final class JournalSegments {
  private static final Logger LOG = LoggerFactory.getLogger(JournalSegments.class);
  private static final long SEGMENT_BYTES = 64L << 20;
  private static final int MOST = 8;
  private static final long LONGEST_WAIT_SECONDS = 60;

  /** Forces the files and rows of entries to the disk. */
  @FunctionalInterface
  interface Emptying {
    void force(List<JournalEntry> entries) throws IOException;
  }

  private final Path directory;
  private final Emptying emptying;
  private final LinkedBlockingQueue<JournalSegment> free = new LinkedBlockingQueue<>();
  private final List<JournalSegment> all = new ArrayList<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("archive-checkpoint").factory());
  private @Nullable JournalSegment current;
  private long sequence = 1;

  JournalSegments(Path directory, Emptying emptying) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.emptying = emptying;
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        all.add(JournalSegment.open(file));
      }
    }
  }

  /** What a dead process left, the oldest first. */
  List<JournalSegment> left() {
    return all.stream()
        .filter(JournalSegment::counts)
        .sorted(Comparator.comparingLong(JournalSegment::sequence))
        .toList();
  }

  /** Begins anew once everything that was left is on the disk elsewhere. */
  void eraseAll() throws IOException {
    for (JournalSegment segment : all) {
      sequence = Math.max(sequence, segment.sequence() + 1);
      if (segment.counts()) {
        segment.erase();
      }
      free.add(segment);
    }
  }

  void append(JournalEntry entry, @Nullable Path file) throws IOException {
    long length = file == null ? 0 : Files.size(file);
    JournalSegment segment = current;
    if (segment != null && !segment.hasRoom(length, SEGMENT_BYTES)) {
      force();
      retire(segment);
      segment = null;
    }
    if (segment == null) {
      segment = begin();
    }
    segment.append(entry, file);
  }

  /** A segment that could not be forced is not written to again: who knows what it holds. */
  void force() throws IOException {
    JournalSegment segment = current;
    if (segment == null) {
      return;
    }
    try {
      segment.force();
    } catch (IOException e) {
      retire(segment);
      throw e;
    }
  }

  private JournalSegment begin() throws IOException {
    JournalSegment segment = free.poll();
    if (segment == null && all.size() < MOST) {
      segment = JournalSegment.open(directory.resolve("%02d.journal".formatted(all.size())));
      all.add(segment);
      ArchiveFiles.forceDirectory(directory);
    }
    if (segment == null) {
      segment = awaitFree();
    }
    segment.begin(sequence++);
    current = segment;
    return segment;
  }

  private JournalSegment awaitFree() throws IOException {
    try {
      JournalSegment segment = free.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
      if (segment == null) {
        throw new IOException("nothing of it could be forced to its place: look at the disk");
      }
      return segment;
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  private void retire(JournalSegment segment) {
    current = null;
    thread.execute(() -> empty(segment));
  }

  private void empty(JournalSegment segment) {
    try {
      emptying.force(segment.entries());
      segment.erase();
      free.add(segment);
    } catch (IOException | RuntimeException e) {
      LOG.error("part of the journal stays until the next start", e);
    }
  }

  /** Empties what is left and ends; the journal's thread has ended before. */
  void close() {
    if (current != null) {
      retire(current);
    }
    thread.close();
    for (JournalSegment segment : all) {
      try {
        segment.close();
      } catch (IOException e) {
        LOG.warn("a part of the journal cannot be closed", e);
      }
    }
  }
}
