package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;
import vn.lienvien.dicom.io.PixelSource;

/** HTJ2K (ISO/IEC 15444-15) that OpenJPH made of known cells. */
class HighThroughputTest {
  @TempDir private Path directory;
  @AutoClose private static final FrameCodecPool pool = TestPool.open();

  @ParameterizedTest
  @ValueSource(strings = {"8 bits", "12 bits in 16", "16 bits", "one column", "RGB"})
  void losslessFramesAreGivenBackToTheBit(String kind) throws Exception {
    MadeUpFrames image = MadeUpFrames.kind(kind);
    Path file = encapsulated(image, codestream(image));
    try (Frames frames = Frames.open(DicomFile.read(file), pool)) {
      assertThat(frames.decoded(0)).isEqualTo(image.frame(0));
    }
    assertThat(new FramesDigest(pool).of(DicomFile.read(file)))
        .isEqualTo(
            new FramesDigest(pool)
                .of(DicomFile.read(image.write(directory.resolve("native.dcm")))));
  }

  private byte[] codestream(MadeUpFrames image) throws Exception {
    String name = image.pixels().samplesPerPixel() == 1 ? "frame.pgm" : "frame.ppm";
    Files.write(directory.resolve(name), picture(image));
    Peer.run(
        directory, List.of("ojph_compress", "-i", name, "-o", "frame.j2c", "-reversible", "true"));
    return Files.readAllBytes(directory.resolve("frame.j2c"));
  }

  /** A netpbm picture: sixteen bits in big endian. */
  private static byte[] picture(MadeUpFrames image) {
    PixelDescription pixels = image.pixels();
    byte[] cells = image.frame(0);
    String header =
        "P%d\n%d %d\n%d\n"
            .formatted(
                pixels.samplesPerPixel() == 1 ? 5 : 6,
                pixels.columns(),
                pixels.rows(),
                (1 << pixels.bitsStored()) - 1);
    byte[] start = header.getBytes(StandardCharsets.US_ASCII);
    byte[] picture = new byte[start.length + cells.length];
    System.arraycopy(start, 0, picture, 0, start.length);
    int other = pixels.bytesPerCell() - 1;
    for (int i = 0; i < cells.length; i++) {
      picture[start.length + i] = cells[i ^ other];
    }
    return picture;
  }

  private Path encapsulated(MadeUpFrames image, byte[] codestream) throws IOException {
    DicomFile source = DicomFile.read(image.write(directory.resolve("source.dcm")));
    Attributes dataset = source.dataset().copy().remove(Tag.PixelData);
    if (image.pixels().samplesPerPixel() == 3) {
      dataset.set(Tag.PhotometricInterpretation, "YBR_RCT");
    }
    Path target = directory.resolve("target.dcm");
    Part10Writer.write(
        target,
        FileMeta.of(source.sopClassUID(), source.sopInstanceUID(), UID.HTJ2KLossless, ""),
        dataset,
        new PixelSource.Encapsulated(Tag.PixelData, List.of(), sink -> sink.fragment(codestream)));
    return target;
  }
}
