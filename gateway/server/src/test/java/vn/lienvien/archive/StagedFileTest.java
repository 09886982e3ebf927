package vn.lienvien.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
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
  void isWhatWasWrittenAndDigestedAsIfItWereReadAgain(int length, int pieces) throws IOException {
    Path path = directory.resolve("a.part");
    byte[] content = bytes(HEADER + length);
    try (StagedFile staged = new StagedFile(path, new SlabPool(4 << 20))) {
      write(staged, content, pieces);
      staged.complete();
      byte[] offered =
          switch (staged.content()) {
            case JournalContent.InFile(Path file) -> Files.readAllBytes(file);
            case JournalContent.InMemory(Slabs inMemory) -> inMemory.stream().readAllBytes();
          };
      assertThat(offered).isEqualTo(content);
      staged.settle();
      staged.settle();
      assertThat(Files.readAllBytes(path)).isEqualTo(content);
      assertThat(staged.fileDigest()).isEqualTo(Digests.ofFile(path));
      assertThat(staged.sizeBytes()).isEqualTo(content.length);
    }
    assertThat(path).exists();
  }

  @Test
  void goesToTheDiskWhereTheMemoryOfAllIsTakenAndGivesItsOwnBack() throws IOException {
    SlabPool pool = new SlabPool(5 * SlabPool.SLAB_BYTES);
    Path first = directory.resolve("first.part");
    Path second = directory.resolve("second.part");
    try (StagedFile one = new StagedFile(first, pool)) {
      write(one, bytes(200_000), 16384);
      try (StagedFile two = new StagedFile(second, pool)) {
        write(two, bytes(200_000), 16384);
        assertThat(first).doesNotExist();
        assertThat(second).exists();
      }
      assertThat(second).doesNotExist();
    }
    assertThat(Stream.generate(pool::take).limit(6)).filteredOn(Objects::nonNull).hasSize(5);
  }

  @Test
  void skipsAndReadsAcrossItsSlabs() throws IOException {
    byte[] content = bytes(3 * SlabPool.SLAB_BYTES - 5);
    Slabs slabs = new Slabs(new SlabPool(1 << 20));
    assertThat(slabs.append(ByteBuffer.wrap(content))).isTrue();
    InputStream stream = slabs.stream();
    assertThat(stream.read()).isEqualTo(content[0] & 0xFF);
    stream.skipNBytes(2 * SlabPool.SLAB_BYTES - 9);
    assertThat(stream.readNBytes(20))
        .isEqualTo(
            Arrays.copyOfRange(content, 2 * SlabPool.SLAB_BYTES - 8, 2 * SlabPool.SLAB_BYTES + 12));
    stream.skipNBytes(stream.available());
    assertThat(stream.read()).isNegative();
  }

  @Test
  void leavesItsFileToWhomItWasHandedOver() throws IOException {
    Path path = directory.resolve("late.part");
    byte[] content = bytes(100_000);
    SlabPool pool = new SlabPool(1 << 20);
    Slabs late;
    try (StagedFile staged = new StagedFile(path, pool)) {
      write(staged, content, 16384);
      staged.complete();
      late = staged.handOver().orElseThrow();
      staged.discard();
    }
    late.writeTo(path);
    late.release();
    assertThat(path).hasBinaryContent(content);
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
