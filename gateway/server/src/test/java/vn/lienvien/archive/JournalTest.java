package vn.lienvien.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.model.ProofState;

final class JournalTest {
  @TempDir Path directory;

  @Test
  void findsEveryRecordWithItsFileAndNothingOfAnEarlierUse() throws IOException {
    try (JournalSegment segment = JournalSegment.open(directory.resolve("a.journal"))) {
      assertThat(segment.counts()).isFalse();
      segment.begin(1);
      for (int i = 0; i < 5; i++) {
        segment.append(entry("old" + i), file("x".repeat(9000)));
      }
      segment.begin(2);
      segment.append(entry("new"), file("short"));
      assertThat(names(segment)).containsExactly("new");
      Path copy = directory.resolve("copy");
      segment.extract(segment.records().getFirst(), copy);
      assertThat(copy).hasContent("short");
      segment.erase();
      assertThat(names(segment)).isEmpty();
    }
    try (JournalSegment again = JournalSegment.open(directory.resolve("a.journal"))) {
      assertThat(again.counts()).isFalse();
    }
  }

  @Test
  void doesNotPassOverWhatAnotherVersionHasLeft() throws IOException {
    Path file = Files.write(directory.resolve("old.journal"), "LVJ1".getBytes(UTF_8));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(JournalSegment.PAGE), 4);
    }
    assertThatThrownBy(() -> JournalSegment.open(file).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another version");
  }

  @Test
  void stopsAtTheFirstRecordWithADamagedByteAnywhereBeforeItsFile() throws IOException {
    Path file = directory.resolve("b.journal");
    try (JournalSegment segment = JournalSegment.open(file)) {
      segment.begin(7);
      segment.append(entry("first"), file("one"));
      segment.append(entry("second"), file("two"));
      segment.append(entry("third"), file("three"));
      long begin = 2L * JournalSegment.PAGE;
      long end = segment.records().get(1).offset();
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        for (long at = begin; at < end; at++) {
          ByteBuffer one = ByteBuffer.allocate(1);
          channel.read(one, at);
          byte right = one.get(0);
          channel.write(ByteBuffer.wrap(new byte[] {(byte) ~right}), at);
          assertThat(names(segment)).as("damaged at %d", at).containsExactly("first");
          channel.write(ByteBuffer.wrap(new byte[] {right}), at);
        }
      }
      assertThat(names(segment)).containsExactly("first", "second", "third");
    }
  }

  @Test
  void writesTheNextRecordInThePlaceOfOneThatFailed() throws IOException {
    try (JournalSegment segment = JournalSegment.open(directory.resolve("c.journal"))) {
      segment.begin(1);
      segment.append(entry("first"), file("one"));
      try {
        segment.append(entry("gone"), new JournalContent.InFile(directory.resolve("no such file")));
      } catch (IOException expected) {
        segment.append(entry("second"), file("two"));
      }
      assertThat(names(segment)).containsExactly("first", "second");
    }
  }

  @Test
  void recordsBytesAtHandLikeThoseOfAFile() throws IOException {
    try (JournalSegment segment = JournalSegment.open(directory.resolve("d.journal"))) {
      segment.begin(1);
      segment.append(entry("first"), bytes("x".repeat(5000)));
      segment.append(entry("second"), file("two"));
      segment.append(entry("third"), bytes(""));
      segment.append(entry("fourth"), bytes("four"));
      List<String> contents = new ArrayList<>();
      for (JournalSegment.Found record : segment.records()) {
        Path target = directory.resolve(record.entry().sopInstanceUID());
        segment.extract(record, target);
        contents.add(Files.readString(target));
      }
      assertThat(contents).containsExactly("x".repeat(5000), "two", "", "four");
    }
  }

  @Test
  void takesManyCallersAtOnceAndEmptiesWhatItHeldWhenClosed() throws Exception {
    List<JournalEntry> emptied = new ArrayList<>();
    JournalDisk disk = JournalDisk.at(directory.resolve("journal"));
    JournalSegments segments =
        new JournalSegments(disk, segment -> emptied.addAll(segment.entries()));
    segments.eraseAll();
    Journal journal = new Journal(segments);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> appended = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        JournalEntry entry = entry("many" + i);
        JournalContent content = i % 2 == 0 ? file("content") : bytes("content");
        appended.add(
            threads.submit(() -> {
              journal.begin(entry, content).await().close();
              return true;
            }));
      }
      for (Future<?> each : appended) {
        each.get();
      }
    }
    journal.close();
    assertThat(emptied).hasSize(100);
    assertThat(new JournalSegments(disk, _ -> {}).left()).isEmpty();
  }

  private static List<String> names(JournalSegment segment) throws IOException {
    return segment.records().stream().map(found -> found.entry().sopInstanceUID()).toList();
  }

  private JournalContent file(String content) throws IOException {
    return new JournalContent.InFile(
        Files.writeString(Files.createTempFile(directory, "content", ""), content));
  }

  private static JournalContent bytes(String content) {
    Slabs slabs = new Slabs(new SlabPool(1 << 20));
    assertThat(slabs.append(ByteBuffer.wrap(content.getBytes(UTF_8)))).isTrue();
    return new JournalContent.InMemory(slabs);
  }

  private static JournalEntry entry(String name) {
    return new JournalEntry(
        name, "objects/" + name, "", ProofState.UNPROVED, Instant.EPOCH, "detect", false);
  }
}
