package vn.lienvien.dicom.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.fuzz.FuzzTarget;
import vn.lienvien.dicom.fuzz.SeedFiles;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;
import vn.lienvien.dicom.io.PixelSource;

/**
 * A codec's front door: nine bytes that describe the image, then the frame.
 *
 * <pre>
 * 0  rows (2, big endian)    4  samples per pixel    6  bits stored            8  photometric
 * 2  columns (2)             5  bits allocated       7  pixel representation      interpretation
 * </pre>
 */
public final class FrameTarget implements FuzzTarget {
  private static final int HEADER = 9;

  /** Decoded in far less than the second that counts as a hang, on any machine. */
  private static final long MOST_CELLS = 1 << 18;

  private static final long LARGEST_FILE = 300_000;
  private static final int LARGEST_FRAME = 40_000;
  private static final List<String> COLORS =
      List.of("MONOCHROME2", "RGB", "YBR_FULL", "YBR_FULL_422", "YBR_RCT", "YBR_ICT");

  private final List<String> transferSyntaxes;
  private final FrameCodecPool pool;
  private final Path path;

  public FrameTarget(String... transferSyntaxUIDs) {
    try {
      transferSyntaxes = List.of(transferSyntaxUIDs);
      pool = FrameCodecPool.open(CodecSettings.defaults().inProcess().withThreads(1));
      path = Files.createTempFile("fuzz", ".dcm");
      path.toFile().deleteOnExit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void run(byte[] input) throws IOException {
    if (input.length < HEADER + 1) {
      return;
    }
    Attributes image = image(ByteBuffer.wrap(input));
    if (cells(image) > MOST_CELLS) {
      return;
    }
    byte[] frame = Arrays.copyOfRange(input, HEADER, input.length);
    PixelSource pixels =
        new PixelSource.Encapsulated(Tag.PixelData, List.of(), sink -> sink.fragment(frame));
    Part10Writer.write(
        path,
        FileMeta.of(UID.SecondaryCaptureImageStorage, "1.2.3", transferSyntaxes.getFirst(), ""),
        image,
        pixels);
    try (Frames frames = Frames.open(DicomFile.read(path), pool)) {
      // here, so that its processor time is this thread's
      byte[] decoded = frames.decodedHere(0);
      if (decoded.length == 0) {
        throw new AssertionError("a frame of nothing");
      }
    } catch (FrameCodecException refused) {
      // the outcome that every caller expects
    }
  }

  private static long cells(Attributes image) {
    long pixels = (long) image.integer(Tag.Rows, 0) * image.integer(Tag.Columns, 0);
    return pixels * image.integer(Tag.SamplesPerPixel, 1);
  }

  private static Attributes image(ByteBuffer header) {
    return new Attributes()
        .set(Tag.SOPClassUID, UID.SecondaryCaptureImageStorage)
        .setIntegers(Tag.Rows, header.getShort(0) & 0xFFFF)
        .setIntegers(Tag.Columns, header.getShort(2) & 0xFFFF)
        .setIntegers(Tag.SamplesPerPixel, header.get(4) & 0x7)
        .setIntegers(Tag.BitsAllocated, header.get(5) & 0xFF)
        .setIntegers(Tag.BitsStored, header.get(6) & 0xFF)
        .setIntegers(Tag.HighBit, Math.max(0, (header.get(6) & 0xFF) - 1))
        .setIntegers(Tag.PixelRepresentation, header.get(7) & 1)
        .setIntegers(Tag.PlanarConfiguration, 0)
        .set(Tag.PhotometricInterpretation, COLORS.get((header.get(8) & 0xFF) % COLORS.size()));
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (String transferSyntax : transferSyntaxes) {
      for (DicomFile file : EncodedSeeds.in(transferSyntax, pool)) {
        addSeed(file, seeds);
      }
    }
    for (DicomFile file : SeedFiles.upTo(LARGEST_FILE)) {
      if (transferSyntaxes.contains(file.transferSyntaxUID()) && file.pixelData().isPresent()) {
        addSeed(file, seeds);
      }
    }
    return seeds;
  }

  private void addSeed(DicomFile dicom, List<byte[]> seeds) throws IOException {
    try (Frames frames = Frames.open(dicom, pool)) {
      byte[] frame = frames.encoded(0);
      if (frame.length <= LARGEST_FRAME) {
        Attributes image = dicom.dataset();
        int color = COLORS.indexOf(image.string(Tag.PhotometricInterpretation, ""));
        seeds.add(
            ByteBuffer.allocate(HEADER + frame.length)
                .putShort((short) image.integer(Tag.Rows, 0))
                .putShort((short) image.integer(Tag.Columns, 0))
                .put((byte) image.integer(Tag.SamplesPerPixel, 1))
                .put((byte) image.integer(Tag.BitsAllocated, 8))
                .put((byte) image.integer(Tag.BitsStored, 8))
                .put((byte) image.integer(Tag.PixelRepresentation, 0))
                .put((byte) Math.max(0, color))
                .put(frame)
                .array());
      }
    } catch (FrameCodecException unfit) {
      // a file that is no seed: its frames are already refused
    }
  }
}
