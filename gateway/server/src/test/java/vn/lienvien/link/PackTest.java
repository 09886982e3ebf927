package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.LosslessTranscoder;
import vn.lienvien.dicom.codec.TranscodeOutcome;
import vn.lienvien.peer.RealData;

class PackTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {"series_ct_ge_head28", "series_ct_ibsi_phantom60", "series_mr_sie_pdt2_70"})
  void aSeriesComesBackByteForByteAndItsHeadersTravelOnce(String name) throws IOException {
    List<Path> files = new ArrayList<>();
    try (FrameCodecPool codecs = FrameCodecPool.open(CodecSettings.defaults())) {
      LosslessTranscoder transcoder = new LosslessTranscoder(codecs);
      List<Path> originals = RealData.series(name);
      if (originals.isEmpty()) {
        originals = Phantoms.slices(directory.resolve("made-up"), name, 5, 64);
      }
      for (Path original : originals) {
        Path compressed = directory.resolve(original.getFileName() + ".j2k");
        boolean smaller =
            transcoder.compress(original, compressed) instanceof TranscodeOutcome.Compressed;
        files.add(smaller ? compressed : original);
      }
      DicomPixels pixels = new DicomPixels(codecs);
      Path pack = pack(files, pixels, "pack");
      assertThat(restored(pack, files)).isEqualTo(digests(files));
      assertThat(Files.readAllBytes(pack(files, pixels, "again")))
          .isEqualTo(Files.readAllBytes(pack));

      long fileBytes = 0;
      long pixelBytes = 0;
      for (Path file : files) {
        fileBytes += Files.size(file);
        pixelBytes += pixels.compressed(file).stream().mapToLong(ByteRange::length).sum();
      }
      System.out.printf(
          "%s: %d files, %d bytes, %d of compressed pixels, pack %d%n",
          name, files.size(), fileBytes, pixelBytes, Files.size(pack));
      assertThat(Files.size(pack)).isLessThan(fileBytes);
    }
  }

  @Test
  void aFileOfAnotherLengthThanTheManifestSaysIsRefusedBeforeItIsExpanded() throws IOException {
    // 64 MiB of zeros in a few kilobytes of zstd.
    Path bomb = directory.resolve("bomb");
    Files.write(bomb, new byte[64 << 20]);
    PackWriter writer = new PackWriter();
    writer.add(bomb, List.of());
    Path pack = directory.resolve("bomb.pack");
    writer.write(pack);
    Path target = directory.resolve("target");

    assertThat(Files.size(pack)).isLessThan(10_000);
    try (PackReader reader = PackReader.open(pack)) {
      assertThatThrownBy(() -> reader.restore(target, 1000))
          .isInstanceOf(LinkFormatException.class)
          .hasMessageContaining("length");
    }
    assertThat(target).doesNotExist();
  }

  @Test
  void aStreamThatExpandsBeyondItsFilesIsRefused() throws IOException {
    byte[] file = random(1000);
    byte[] plain = entry(file.length, List.of(), file);
    Path pack = rawPack(Arrays.copyOf(plain, plain.length + (32 << 20)), new byte[0]);
    try (PackReader reader = PackReader.open(pack)) {
      reader.restore(directory.resolve("target"), file.length);
      assertThatThrownBy(reader::finish).hasMessageContaining("more than its files");
    }
  }

  @Test
  void stretchesOutsideTheFileOrOverEachOtherAreRefused() throws IOException {
    List<List<ByteRange>> wrong =
        List.of(
            List.of(new ByteRange(900, 200)),
            List.of(new ByteRange(-1, 10)),
            List.of(new ByteRange(10, Long.MAX_VALUE)),
            List.of(new ByteRange(10, 0)),
            List.of(new ByteRange(100, 100), new ByteRange(150, 10)));
    for (List<ByteRange> ranges : wrong) {
      Path pack = rawPack(entry(1000, ranges, new byte[1000]), new byte[1000]);
      try (PackReader reader = PackReader.open(pack)) {
        assertThatThrownBy(() -> reader.restore(directory.resolve("target"), 1000))
            .isInstanceOf(LinkFormatException.class)
            .hasMessageContaining("stretch");
      }
    }
  }

  @Test
  void truncatedAndGarbledPacksAreRefusedInWords() throws IOException {
    byte[] file = random(100_000);
    byte[] whole = Files.readAllBytes(rawPack(entry(file.length, List.of(), file), new byte[0]));
    Random random = new Random(20261122);
    for (int round = 0; round < 200; round++) {
      byte[] broken = Arrays.copyOf(whole, random.nextInt(whole.length));
      if (round % 2 == 0) {
        broken = whole.clone();
        broken[random.nextInt(broken.length)] ^= (byte) (1 + random.nextInt(255));
      }
      Path pack = directory.resolve("broken.pack");
      Files.write(pack, broken);
      String digest = "";
      try (PackReader reader = PackReader.open(pack)) {
        digest = reader.restore(directory.resolve("target"), file.length);
        reader.finish();
      } catch (LinkFormatException e) {
        continue;
      }
      // Only a flip inside stored bytes can go unnoticed here; the file's digest notices it.
      assertThat(digest).isNotEqualTo(Digests.hex(file));
    }
  }

  private Path pack(List<Path> files, DicomPixels pixels, String name) throws IOException {
    PackWriter writer = new PackWriter();
    for (Path file : files) {
      writer.add(file, pixels.compressed(file));
    }
    Path head = directory.resolve(name + ".head");
    writer.write(head);
    OutgoingContent content = writer.content(head);
    byte[] whole = new byte[Math.toIntExact(content.sizeBytes())];
    content.read(0, whole);
    return Files.write(directory.resolve(name), whole);
  }

  private List<String> restored(Path pack, List<Path> files) throws IOException {
    List<String> digests = new ArrayList<>();
    try (PackReader reader = PackReader.open(pack)) {
      for (Path file : files) {
        Path target = directory.resolve("restored");
        digests.add(reader.restore(target, Files.size(file)));
        assertThat(Digests.hex(Files.readAllBytes(target))).isEqualTo(digests.getLast());
      }
      reader.finish();
    }
    return digests;
  }

  private static List<String> digests(List<Path> files) throws IOException {
    List<String> digests = new ArrayList<>();
    for (Path file : files) {
      digests.add(Digests.hex(Files.readAllBytes(file)));
    }
    return digests;
  }

  private Path rawPack(byte[] plain, byte[] pixels) throws IOException {
    byte[] zstd = Zstd.compress(plain);
    ByteBuffer pack = ByteBuffer.allocate(12 + zstd.length + pixels.length);
    pack.putInt(PackWriter.MAGIC).putLong(zstd.length).put(zstd).put(pixels);
    return Files.write(directory.resolve("raw.pack"), pack.array());
  }

  private static byte[] entry(long size, List<ByteRange> ranges, byte[] rest) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(size);
    out.writeInt(ranges.size());
    for (ByteRange range : ranges) {
      out.writeLong(range.offset());
      out.writeLong(range.length());
    }
    out.write(rest);
    return bytes.toByteArray();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
