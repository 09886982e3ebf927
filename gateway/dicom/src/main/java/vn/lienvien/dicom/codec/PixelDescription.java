package vn.lienvien.dicom.codec;

import java.util.Set;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/**
 * The attributes of the Image Pixel Module that say how frames are laid out (PS3.3 C.7.6.3). Every
 * number has been held to the standard's range, so that sizes computed from them do not overflow.
 *
 * @param signed Pixel Representation is 0001H
 * @param planarConfiguration 0 interleaved by pixel, 1 by plane; 0 where there is one sample
 */
public record PixelDescription(
    int rows,
    int columns,
    int samplesPerPixel,
    int bitsAllocated,
    int bitsStored,
    int highBit,
    boolean signed,
    int planarConfiguration,
    String photometricInterpretation,
    int numberOfFrames) {
  private static final Set<Integer> CELL_SIZES = Set.of(1, 8, 16, 32, 64);
  private static final int MAX_FRAMES = 1 << 24;

  /** Two pixels share their chroma: Y Y Cb Cr (PS3.3 C.7.6.3.1.2). */
  private static final Set<String> HORIZONTALLY_SUBSAMPLED =
      Set.of("YBR_FULL_422", "YBR_PARTIAL_422");

  /**
   * Reads the description out of a data set.
   *
   * @throws FrameCodecException MALFORMED when an attribute is absent or impossible
   */
  public static PixelDescription of(Attributes dataset) throws FrameCodecException {
    int samples = dataset.integer(Tag.SamplesPerPixel, 1);
    int allocated = required(dataset, Tag.BitsAllocated, "Bits Allocated");
    int stored = dataset.integer(Tag.BitsStored, allocated);
    PixelDescription description =
        new PixelDescription(
            required(dataset, Tag.Rows, "Rows"),
            required(dataset, Tag.Columns, "Columns"),
            samples,
            allocated,
            stored,
            dataset.integer(Tag.HighBit, stored - 1),
            dataset.integer(Tag.PixelRepresentation, 0) == 1,
            samples == 1 ? 0 : dataset.integer(Tag.PlanarConfiguration, 0),
            dataset.string(Tag.PhotometricInterpretation, ""),
            dataset.integer(Tag.NumberOfFrames, 1));
    description.requirePossible();
    return description;
  }

  /** Bytes of a cell; meaningless where a cell is one bit. */
  public int bytesPerCell() {
    return bitsAllocated / Byte.SIZE;
  }

  /** Whether native cells are fewer than the pixels, because chroma is shared. */
  public boolean isSubsampled() {
    return samplesPerPixel == 3 && HORIZONTALLY_SUBSAMPLED.contains(photometricInterpretation);
  }

  /** Bits of one frame in native form; frames follow each other without padding (PS3.5 8.2). */
  public long frameBits() {
    long pixels = (long) rows * columns;
    return pixels * (isSubsampled() ? 2 : samplesPerPixel) * bitsAllocated;
  }

  /** Bytes of one decoded frame; a frame of single bits is filled up to a whole byte. */
  public long frameBytes() {
    return (frameBits() + Byte.SIZE - 1) / Byte.SIZE;
  }

  PixelDescription withColor(String interpretation) {
    return new PixelDescription(
        rows,
        columns,
        samplesPerPixel,
        bitsAllocated,
        bitsStored,
        highBit,
        signed,
        0,
        interpretation,
        numberOfFrames);
  }

  private void requirePossible() throws FrameCodecException {
    require(rows > 0 && columns > 0 && rows <= 0xFFFF && columns <= 0xFFFF, "Rows or Columns");
    require(samplesPerPixel >= 1 && samplesPerPixel <= 4, "Samples per Pixel");
    require(CELL_SIZES.contains(bitsAllocated), "Bits Allocated");
    require(bitsStored >= 1 && bitsStored <= bitsAllocated, "Bits Stored");
    require(highBit >= bitsStored - 1 && highBit < bitsAllocated, "High Bit");
    require(planarConfiguration == 0 || planarConfiguration == 1, "Planar Configuration");
    require(numberOfFrames >= 1 && numberOfFrames <= MAX_FRAMES, "Number of Frames");
    require(bitsAllocated > 1 || samplesPerPixel == 1, "Samples per Pixel of single bits");
  }

  private static int required(Attributes dataset, int tag, String name) throws FrameCodecException {
    int value = dataset.integer(tag, -1);
    if (value < 0) {
      throw FrameCodecException.malformed("the data set has pixels, but no " + name);
    }
    return value;
  }

  private static void require(boolean holds, String what) throws FrameCodecException {
    if (!holds) {
      throw FrameCodecException.malformed("the data set's " + what + " is impossible");
    }
  }
}
