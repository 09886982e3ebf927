package vn.lienvien.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the intake journal: one is written, full ones wait until what they hold has been
 * forced where it belongs, empty ones are used again. Used by the journal's thread.
 */
final class JournalSegments {
  private static final Logger LOG = LoggerFactory.getLogger(JournalSegments.class);
  private static final String SUFFIX = ".journal";
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final JournalDisk disk;
  private final LinkedBlockingQueue<JournalSegment> free = new LinkedBlockingQueue<>();
  private final Map<Path, JournalSegment> all = new TreeMap<>();
  private final JournalCheckpoint checkpoint;
  private @Nullable JournalSegment current;
  private @Nullable IOException notForced;
  private boolean starved;
  private long sequence = 1;

  JournalSegments(JournalDisk disk, JournalCheckpoint.Emptying emptying) throws IOException {
    this.disk = disk;
    this.checkpoint = new JournalCheckpoint(emptying, free::add, RETRY);
    Files.createDirectories(disk.directory());
    try (Stream<Path> files = Files.list(disk.directory())) {
      for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
        all.put(file, JournalSegment.on(disk.opening().open(file)));
      }
    }
  }

  /** What a dead process left, the oldest first. */
  List<JournalSegment> left() {
    return all.values().stream()
        .filter(JournalSegment::counts)
        .sorted(Comparator.comparingLong(JournalSegment::sequence))
        .toList();
  }

  /** Begins anew once everything that was left is on the disk elsewhere. */
  void eraseAll() throws IOException {
    for (JournalSegment segment : all.values()) {
      sequence = Math.max(sequence, segment.sequence() + 1);
      if (segment.counts()) {
        segment.erase();
      }
      free.add(segment);
    }
  }

  /**
   * Adds a record, to be forced by {@link #force}.
   *
   * @return where it is; held
   */
  JournalSegment append(JournalEntry entry, @Nullable JournalContent content) throws IOException {
    long length =
        switch (content) {
          case null -> 0;
          case JournalContent.InFile(Path file) -> Files.size(file);
          case JournalContent.InMemory(Slabs bytes) -> bytes.length();
        };
    JournalSegment segment = current;
    if (segment != null && !segment.hasRoom(length, disk.segmentBytes())) {
      sync();
      if (current != null) {
        retire(segment);
      }
      segment = null;
    }
    if (segment == null) {
      segment = begin();
    }
    segment.append(entry, content);
    segment.hold();
    return segment;
  }

  /**
   * Throws when anything that was added since the last call is not on the disk, in whichever
   * segment it is.
   */
  void force() throws IOException {
    sync();
    IOException failure = notForced;
    notForced = null;
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * A segment that could not be forced is neither forced again nor written to: the kernel may have
   * dropped what it could not write, and the next fsync says nothing of it.
   */
  private void sync() {
    JournalSegment segment = current;
    if (segment == null) {
      return;
    }
    try {
      segment.force();
    } catch (IOException e) {
      notForced = e;
      retire(segment);
    }
  }

  private JournalSegment begin() throws IOException {
    JournalSegment segment = free.poll();
    if (segment == null) {
      segment = all.size() < disk.mostSegments() ? created() : awaitFree();
    }
    try {
      segment.begin(sequence++);
    } catch (IOException | RuntimeException e) {
      free.add(segment); // it holds nothing, and the disk may have room again
      throw e;
    }
    current = segment;
    return segment;
  }

  private JournalSegment created() throws IOException {
    int number = 0;
    while (all.containsKey(file(number))) {
      number++;
    }
    Path file = file(number);
    JournalSegment segment = JournalSegment.on(disk.opening().open(file));
    try {
      ArchiveFiles.forceDirectory(disk.directory());
    } catch (IOException e) {
      segment.close();
      Files.deleteIfExists(file); // a name that may not last; the next try makes it anew
      throw e;
    }
    all.put(file, segment);
    return segment;
  }

  private Path file(int number) {
    return disk.directory().resolve("%02d%s".formatted(number, SUFFIX));
  }

  /** Whoever comes after one that waited in vain does not wait again until there is one. */
  private JournalSegment awaitFree() throws IOException {
    try {
      long longest = starved ? 0 : disk.longestWait().toMillis();
      JournalSegment segment = free.poll(longest, TimeUnit.MILLISECONDS);
      starved = segment == null;
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
    checkpoint.add(segment);
  }

  /** Empties what is left and ends; the journal's thread has ended before. */
  void close() {
    if (current != null) {
      retire(current);
    }
    checkpoint.close();
    for (JournalSegment segment : all.values()) {
      try {
        segment.close();
      } catch (IOException e) {
        LOG.warn("a part of the journal cannot be closed", e);
      }
    }
  }
}
