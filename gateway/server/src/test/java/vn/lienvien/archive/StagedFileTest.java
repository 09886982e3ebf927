package vn.lienvien.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagedFileTest {
  private static final int HEADER = 300;

  @TempDir Path directory;

  @ParameterizedTest(name = "{0} bytes in pieces of {1}")
  @CsvSource({
    "0, 1",
    "1000, 7",
    "65236, 65236",
    "65237, 16384",
    "110000, 16376",
    "262144, 131072",
    "600000, 100000",
    "1048276, 99999",
    "3000000, 131072"
  })
  void isWhatWasWrittenAndMeasuredAsIfItWereReadAgain(int length, int pieces) throws IOException {
    Path path = directory.resolve("a.part");
    byte[] content = bytes(HEADER + length);
    try (StagedFile staged = new StagedFile(path, new MemoryBudget(2 << 20))) {
      write(staged, content, pieces);
      staged.complete();
      byte[] offered =
          switch (staged.content()) {
            case JournalContent.InFile(Path file) -> Files.readAllBytes(file);
            case JournalContent.InMemory(ByteBuffer inMemory) -> {
              byte[] copy = new byte[inMemory.limit()];
              inMemory.get(copy);
              yield copy;
            }
          };
      assertThat(offered).isEqualTo(content);
      staged.settle();
      staged.settle();
      assertThat(Files.readAllBytes(path)).isEqualTo(content);
      assertThat(staged.measured()).isEqualTo(Measured.of(path, HEADER));
    }
    assertThat(path).exists();
  }

  @Test
  void goesToTheDiskWhereTheMemoryOfAllIsTakenAndGivesItsOwnBack() throws IOException {
    MemoryBudget budget = new MemoryBudget(300 << 10);
    Path first = directory.resolve("first.part");
    Path second = directory.resolve("second.part");
    try (StagedFile one = new StagedFile(first, budget)) {
      write(one, bytes(200_000), 16384);
      try (StagedFile two = new StagedFile(second, budget)) {
        write(two, bytes(200_000), 16384);
        assertThat(first).doesNotExist();
        assertThat(second).exists();
      }
      assertThat(second).doesNotExist();
    }
    assertThat(budget.take(300 << 10)).isTrue();
  }

  private static void write(StagedFile staged, byte[] content, int pieces) throws IOException {
    staged.writeHeader(Arrays.copyOf(content, HEADER));
    for (int at = HEADER; at < content.length; at += pieces) {
      staged.write(ByteBuffer.wrap(content, at, Math.min(pieces, content.length - at)));
    }
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
