package vn.lienvien.dicom.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Objects;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.TransferSyntax;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.EncapsulatedPixelData;
import vn.lienvien.dicom.io.EncapsulatedPixelData.Fragment;
import vn.lienvien.dicom.io.NativePixelData;
import vn.lienvien.dicom.io.PixelData;

/**
 * The frames of one Part 10 file, stored or decoded, read one at a time (PS3.5 8.2, A.4). Safe for
 * many threads until closed.
 *
 * <p>Decoded form: rows x columns x samplesPerPixel cells of bitsAllocated, little endian,
 * interleaved by pixel; MONOCHROME1 stays MONOCHROME1, palettes stay indices, native YBR_FULL_422
 * keeps its shared chroma. Cells keep every stored bit; decoders that know fewer bits fill up by
 * sign or zeros as Pixel Representation says.
 */
public final class Frames implements AutoCloseable {
  private final FileChannel file;
  private final FrameCodecPool pool;
  private final TransferSyntax syntax;
  private final PixelDescription stored;
  private final FrameSource source;
  private final FrameDecoder decoder;

  private Frames(DicomFile dicom, FileChannel file, FrameCodecPool pool) throws IOException {
    this.file = file;
    this.pool = pool;
    PixelData pixels = dicom.pixelData().orElseThrow(Frames::noPixels);
    syntax = dicom.transferSyntax();
    stored = PixelDescription.of(dicom.dataset());
    if (stored.frameBytes() > pool.settings().maxFrameBytes()) {
      throw FrameCodecException.tooLarge("frames of " + stored.frameBytes() + " bytes");
    }
    source =
        switch (pixels) {
          case NativePixelData value -> nativeSource(value);
          case EncapsulatedPixelData value ->
              fragmentSource(value, dicom.dataset().longs(Tag.ExtendedOffsetTable));
        };
    decoder = FrameDecoders.of(syntax, stored, pool);
  }

  /**
   * @throws FrameCodecException when the file has no frames, or fewer bytes or fragments than
   *     frames
   */
  public static Frames open(DicomFile dicom, FrameCodecPool pool) throws IOException {
    FileChannel file = dicom.openPixels();
    try {
      return new Frames(dicom, file, pool);
    } catch (UncheckedIOException e) {
      file.close();
      throw e.getCause();
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  public int count() {
    return stored.numberOfFrames();
  }

  /** The pixels as the data set describes them. */
  public PixelDescription description() {
    return stored;
  }

  /** The decoded frames: interleaved, and in the color space that the codec gives back. */
  public PixelDescription decodedDescription() {
    return stored.withColor(FrameDecoders.decodedColor(syntax, stored));
  }

  /** One frame as stored, for WADO-RS: fragments joined, or native cells in little endian. */
  public byte[] encoded(int frameIndex) throws IOException {
    return source.stored(checked(frameIndex));
  }

  /** One decoded frame; the work is done on a codec thread. */
  public byte[] decoded(int frameIndex) throws IOException {
    checked(frameIndex);
    return pool.call(() -> decodedHere(frameIndex));
  }

  /** One decoded frame on the calling thread, which is a codec thread. */
  byte[] decodedHere(int frameIndex) throws IOException {
    return decoder.decode(source.stored(frameIndex));
  }

  /** Whether decoding is defined to the bit, so that every decoder gives the same cells. */
  boolean isExact(int frameIndex) throws IOException {
    return !syntax.isLossy() && decoder.isExact(source.stored(frameIndex));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private FrameSource nativeSource(NativePixelData value) throws FrameCodecException {
    if (value.length() < NativeFrameSource.expectedBytes(stored)) {
      throw FrameCodecException.mismatched(
          "%d bytes of pixels, but %d frames need %d"
              .formatted(
                  value.length(),
                  stored.numberOfFrames(),
                  NativeFrameSource.expectedBytes(stored)));
    }
    boolean bigEndian = syntax.isBigEndian() || syntax.uid().equals(FrameDecoders.GE_PRIVATE);
    return new NativeFrameSource(file, value, stored, bigEndian);
  }

  private FrameSource fragmentSource(EncapsulatedPixelData value, long[] extendedOffsets)
      throws FrameCodecException {
    long[] offsets =
        extendedOffsets.length > 0
            ? extendedOffsets
            : value.basicOffsetTable().stream().mapToLong(Long::longValue).toArray();
    FragmentAssembly assembly =
        new FragmentAssembly(value.fragments(), offsets, stored.numberOfFrames());
    List<List<Fragment>> frames =
        assembly.frames(fragment -> FragmentedFrameSource.beginsCodestream(file, fragment));
    return new FragmentedFrameSource(file, frames, pool.settings().maxFrameBytes());
  }

  private int checked(int frameIndex) {
    return Objects.checkIndex(frameIndex, stored.numberOfFrames());
  }

  private static FrameCodecException noPixels() {
    return FrameCodecException.malformed("the file has no pixel data");
  }
}
