package vn.lienvien.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.archive.FaultyChannel.Faults;
import vn.lienvien.archive.FaultyChannel.Operation;
import vn.lienvien.model.ProofState;

/** The journal on a disk that is full or broken: what it acknowledged, it has. */
final class JournalFaultTest {
  @TempDir Path directory;
  private Faults faults = _ -> {};

  @Test
  void findsWhatCameAfterARecordThatFailedAtAnyOfItsWrites() throws IOException {
    boolean failed = true;
    for (int write = 1; failed; write++) {
      Path file = directory.resolve(write + ".journal");
      try (JournalSegment segment = JournalSegment.on(FaultyChannel.open(file, this::fault))) {
        segment.begin(1);
        segment.append(entry("first"), file(3000));
        failing(Operation.WRITE, write);
        failed = fails(segment, entry("gone"), file(150_000));
        faults = _ -> {};
        segment.append(entry("second"), file(3000));
        if (failed) {
          assertThat(names(segment)).as("write %d", write).containsExactly("first", "second");
        }
      }
      assertThat(failed || write > 4).as("a record takes more than three writes").isTrue();
    }
  }

  @Test
  void acknowledgesNothingOfABatchWhoseFirstSegmentCouldNotBeForced() throws IOException {
    JournalSegments segments = segments();
    segments.append(entry("kept"), file(30_000)).release();
    segments.force();
    segments.append(entry("in the full segment"), file(20_000)).release();
    failing(Operation.FORCE, 1);
    segments.append(entry("in the next segment"), file(30_000)).release();
    faults = _ -> {};
    assertThatThrownBy(segments::force).isInstanceOf(IOException.class);
    segments.append(entry("of the next batch"), file(1000)).release();
    segments.force();
    segments.close();
  }

  @Test
  void keepsItsSegmentsWhenTheDiskIsFullAtTheirFirstWrite() throws IOException {
    JournalSegments segments = segments();
    for (int i = 0; i < 5; i++) {
      failing(Operation.WRITE, 1);
      assertThatThrownBy(() -> segments.append(entry("full"), file(1000)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left");
    }
    faults = _ -> {};
    segments.append(entry("fits"), file(1000)).release();
    segments.force();
    segments.close();
  }

  @Test
  void tellsItsCallersWhateverGoesWrong() throws Exception {
    JournalSegments segments = segments();
    try (Journal journal = new Journal(segments);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      faults =
          _ -> {
            throw new OutOfMemoryError("no direct memory left");
          };
      var appended =
          threads.submit(() -> {
            journal.begin(entry("unlucky"), file(1000)).await().close();
            return true;
          });
      assertThatThrownBy(() -> appended.get(60, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(OutOfMemoryError.class);
      faults = _ -> {};
      journal.begin(entry("next"), file(1000)).await().close();
    }
  }

  @Test
  void erasesNothingThatACallerHasNotYetNamed() throws Exception {
    AtomicBoolean named = new AtomicBoolean();
    List<Boolean> namedWhenEmptied = new CopyOnWriteArrayList<>();
    Journal journal = new Journal(segments(_ -> namedWhenEmptied.add(named.get())));
    Thread closing;
    try (Journal.Held _ = journal.begin(entry("slow"), file(1000)).await()) {
      closing = Thread.ofPlatform().start(journal::close);
      closing.join(Duration.ofMillis(300)); // time to do it wrong
      named.set(true);
    }
    closing.join();
    assertThat(namedWhenEmptied).containsExactly(true);
  }

  @Test
  void emptiesWhatCouldNotBeEmptiedBefore() throws Exception {
    AtomicInteger failures = new AtomicInteger(3);
    LinkedBlockingQueue<JournalSegment> emptied = new LinkedBlockingQueue<>();
    JournalCheckpoint.Emptying emptying =
        _ -> {
          if (failures.getAndDecrement() > 0) {
            throw new IOException("No space left on device");
          }
        };
    try (JournalCheckpoint checkpoint =
            new JournalCheckpoint(emptying, emptied::add, Duration.ofMillis(1));
        JournalSegment segment = JournalSegment.open(directory.resolve("d.journal"))) {
      segment.begin(1);
      segment.append(entry("patient"), file(1000));
      checkpoint.add(segment);
      assertThat(emptied.poll(60, TimeUnit.SECONDS)).isSameAs(segment);
      assertThat(segment.counts()).isFalse();
    }
  }

  private JournalSegments segments() throws IOException {
    return segments(_ -> {});
  }

  private JournalSegments segments(JournalCheckpoint.Emptying emptying) throws IOException {
    JournalSegments segments =
        new JournalSegments(
            FaultyChannel.disk(directory.resolve("journal"), this::fault), emptying);
    segments.eraseAll();
    return segments;
  }

  private void fault(Operation operation) throws IOException {
    faults.before(operation);
  }

  /** The disk fails from the given operation of its kind on, until the test says otherwise. */
  private void failing(Operation kind, int number) {
    AtomicInteger left = new AtomicInteger(number);
    faults =
        operation -> {
          if (operation == kind && left.decrementAndGet() <= 0) {
            throw new IOException("No space left on device");
          }
        };
  }

  private static boolean fails(JournalSegment segment, JournalEntry entry, JournalContent file) {
    try {
      segment.append(entry, file);
      return false;
    } catch (IOException full) {
      return true;
    }
  }

  private static List<String> names(JournalSegment segment) throws IOException {
    return segment.records().stream().map(found -> found.entry().sopInstanceUID()).toList();
  }

  private JournalContent file(int sizeBytes) throws IOException {
    return new JournalContent.InFile(
        Files.write(Files.createTempFile(directory, "content", ""), new byte[sizeBytes]));
  }

  private static JournalEntry entry(String name) {
    return new JournalEntry(
        name, "objects/" + name, "", ProofState.UNPROVED, Instant.EPOCH, "detect", false);
  }
}
