package vn.lienvien.dicom.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.TransferSyntax;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.dicom.io.DicomFile;

/**
 * Files in another transfer syntax, whatever the one they are in, as far as frames can be decoded
 * and encoded (PS3.5 8.2, A.4). Without loss, each frame is decoded again and compared to the byte;
 * with loss, the target is a new, derived image (PS3.3 C.7.6.1.1.5). Safe for many threads; a few
 * frames are in memory at a time.
 */
public final class Transcoder {
  private final FrameCodecPool pool;
  private final FrameProgress progress;

  public Transcoder(FrameCodecPool pool) {
    this(pool, FrameProgress.NONE);
  }

  public Transcoder(FrameCodecPool pool, FrameProgress progress) {
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * @param framesDigest of the source's frames, equal to the target's; empty where either is lossy
   * @param before bytes of the source file
   * @param after bytes of the target file
   * @param sopInstanceUID of the target; another than the source's where pixels were lost
   */
  public record Transcoded(String framesDigest, long before, long after, String sopInstanceUID) {}

  /**
   * Writes the target; it is not forced to the disk.
   *
   * @throws FrameCodecException when the syntax cannot hold these frames, or a frame does not come
   *     back equal; there is no target then
   */
  public Transcoded transcode(Path source, Path target, TranscodeTarget wanted) throws IOException {
    TransferSyntax syntax = TransferSyntax.of(wanted.transferSyntaxUID());
    if (!syntax.isEncapsulated()) {
      new Decompressor(pool, progress).toNative(source, target, syntax.uid());
      return transcoded(source, target);
    }
    DicomFile file = DicomFile.read(source);
    if (file.pixelData().isEmpty()) {
      throw FrameCodecException.unsupported("a file without pixel data in " + syntax.uid());
    }
    Path spool = Files.createTempFile(target.toAbsolutePath().getParent(), "frames", ".spool");
    try (Frames frames = Frames.open(file, pool)) {
      FrameEncoding encoding = FrameEncoding.of(wanted, file, frames, pool);
      SpooledFrames spooled =
          SpooledFrames.encode(frames, pool, work(frames, encoding, wanted), spool, progress);
      Attributes dataset = file.dataset().copy();
      PixelDescription pixels = frames.description();
      EncodedColor.set(dataset, pixels.samplesPerPixel(), encoding.photometricInterpretation());
      wanted
          .lossyMethod()
          .ifPresent(method -> {
            long bytes = Math.multiplyExact(pixels.frameBytes(), (long) frames.count());
            LossyAttributes.set(dataset, method, (double) bytes / spooled.bytes(), UIDs.create());
          });
      Attributes meta = TranscodedMeta.of(file, syntax.uid());
      meta.set(Tag.MediaStorageSOPInstanceUID, dataset.string(Tag.SOPInstanceUID, ""));
      EncapsulatedFile.write(meta, dataset, spooled, target);
    } finally {
      Files.deleteIfExists(spool);
    }
    return transcoded(source, target);
  }

  private Transcoded transcoded(Path source, Path target) throws IOException {
    DicomFile written = DicomFile.read(target);
    return new Transcoded(
        new FramesDigest(pool).of(written),
        Files.size(source),
        Files.size(target),
        written.sopInstanceUID());
  }

  private FrameCodecPool.FrameWork<SpooledFrames.Encoded> work(
      Frames frames, FrameEncoding encoding, TranscodeTarget wanted) {
    PixelDescription stored =
        frames.decodedDescription().withColor(encoding.photometricInterpretation());
    FrameDecoder decoder =
        FrameDecoders.of(TransferSyntax.of(wanted.transferSyntaxUID()), stored, pool);
    boolean exact = wanted.lossyMethod().isEmpty();
    return frameIndex -> {
      byte[] frame = frames.decodedHere(frameIndex);
      byte[] fragment = encoding.encoder().encode(frame);
      if (exact && !Arrays.equals(frame, decoder.decode(fragment))) {
        throw FrameCodecException.unsupported("a frame did not come back equal");
      }
      return new SpooledFrames.Encoded(fragment, FrameHashes.of(frame));
    };
  }
}
