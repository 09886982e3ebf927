package vn.lienvien.dicom.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.TransferSyntax;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.EncapsulatedPixelData;
import vn.lienvien.dicom.io.Part10Writer;
import vn.lienvien.dicom.io.PixelCopy;
import vn.lienvien.dicom.io.PixelSource;

/**
 * Files with native pixels out of files in any transfer syntax that can be decoded, for receivers
 * that accept nothing else (PS3.5 A.1, A.2). Safe for many threads; a few frames are in memory at a
 * time.
 */
public final class Decompressor {
  private static final long LONGEST_VALUE = 0xFFFF_FFFEL;
  private static final Set<String> TARGETS =
      Set.of(
          UID.ImplicitVRLittleEndian,
          UID.ExplicitVRLittleEndian,
          UID.DeflatedExplicitVRLittleEndian);

  private final FrameCodecPool pool;
  private final FrameProgress progress;

  public Decompressor(FrameCodecPool pool) {
    this(pool, FrameProgress.NONE);
  }

  public Decompressor(FrameCodecPool pool, FrameProgress progress) {
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * Writes {@code target} with every attribute as it is, but for the color space that decoding
   * gives back (YBR_RCT and YBR_ICT become RGB, YBR_FULL_422 becomes YBR_FULL) and, of decoded
   * color, Planar Configuration 0.
   *
   * @param transferSyntaxUID implicit, explicit or deflated VR little endian
   * @throws FrameCodecException when the frames cannot be decoded; there is no target then
   */
  public void toNative(Path source, Path target, String transferSyntaxUID) throws IOException {
    if (!TARGETS.contains(transferSyntaxUID)) {
      throw new IllegalArgumentException("not a native little endian syntax: " + transferSyntaxUID);
    }
    DicomFile file = DicomFile.read(source);
    try {
      if (file.pixelData().orElse(null) instanceof EncapsulatedPixelData value) {
        decode(file, value.tag(), target, transferSyntaxUID);
      } else {
        TransferSyntax syntax = TransferSyntax.of(transferSyntaxUID);
        write(file, file.dataset(), target, PixelCopy.of(file, syntax).orElse(null), syntax);
      }
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(target);
      throw e;
    }
  }

  private void decode(DicomFile file, int tag, Path target, String transferSyntaxUID)
      throws IOException {
    TransferSyntax syntax = TransferSyntax.of(transferSyntaxUID);
    try (Frames frames = Frames.open(file, pool)) {
      PixelDescription decoded = frames.decodedDescription();
      long length = NativeFrameSource.expectedBytes(decoded);
      if (length > LONGEST_VALUE) {
        throw FrameCodecException.unsupported(
            "decoded, the pixels have %d bytes, and a native value at most 2^32-2 (PS3.5 7.1)"
                .formatted(length));
      }
      Attributes dataset = file.dataset().copy();
      dataset.remove(Tag.ExtendedOffsetTable).remove(Tag.ExtendedOffsetTableLengths);
      dataset.set(Tag.PhotometricInterpretation, decoded.photometricInterpretation());
      if (decoded.samplesPerPixel() > 1) {
        dataset.setIntegers(Tag.PlanarConfiguration, 0);
      }
      PixelSource pixels =
          new PixelSource.Native(
              tag,
              syntax.isExplicit() && decoded.bitsAllocated() <= Byte.SIZE ? VR.OB : VR.OW,
              length,
              out -> pool.inOrder(frames.count(), frames::decodedHere, counted(out, frames)));
      write(file, dataset, target, pixels, syntax);
    }
  }

  private FrameCodecPool.FrameSink<byte[]> counted(OutputStream out, Frames frames) {
    AtomicLong done = new AtomicLong();
    return frame -> {
      out.write(frame);
      progress.at(done.incrementAndGet(), frames.count());
    };
  }

  private static void write(
      DicomFile file,
      Attributes dataset,
      Path target,
      @Nullable PixelSource pixels,
      TransferSyntax syntax)
      throws IOException {
    Part10Writer.write(target, TranscodedMeta.of(file, syntax.uid()), dataset, pixels);
  }
}
