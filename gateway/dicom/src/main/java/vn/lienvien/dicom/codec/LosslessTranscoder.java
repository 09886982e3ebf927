package vn.lienvien.dicom.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import vn.lienvien.dicom.codec.TranscodeOutcome.Compressed;
import vn.lienvien.dicom.codec.TranscodeOutcome.Reason;
import vn.lienvien.dicom.codec.TranscodeOutcome.Unchanged;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.EncapsulatedPixelData;
import vn.lienvien.dicom.io.NativePixelData;

/**
 * Compresses the frames of a file to JPEG 2000 lossless (1.2.840.10008.1.2.4.90, PS3.5 A.4.4) and
 * proves each: encoded, decoded again, compared to the byte; a sample by a second decoder too. Safe
 * for many threads; a few frames are in memory at a time, whatever the file's size.
 */
public final class LosslessTranscoder {
  /**
   * Below this much pixel data the header dominates, and a codestream's own overhead eats the gain.
   */
  private static final long SMALL_BYTES = 4096;

  private final FrameCodecPool pool;
  private final FrameProgress progress;
  private final FramesDigest digest;

  public LosslessTranscoder(FrameCodecPool pool) {
    this(pool, FrameProgress.NONE);
  }

  public LosslessTranscoder(FrameCodecPool pool, FrameProgress progress) {
    this.pool = pool;
    this.progress = progress;
    digest = new FramesDigest(pool);
  }

  /**
   * Writes {@code target} when, and only when, the outcome is {@link Compressed}; it is not forced
   * to the disk.
   *
   * @throws IOException when a file cannot be read or written; what a codec refuses is an outcome
   */
  public TranscodeOutcome compress(Path source, Path target) throws IOException {
    DicomFile file = DicomFile.read(source);
    if (file.pixelData().isEmpty()) {
      return new Unchanged(Reason.NO_PIXELS, "", "no pixel data");
    }
    try (Frames frames = Frames.open(file, pool)) {
      return switch (file.pixelData().get()) {
        case EncapsulatedPixelData _ ->
            unchanged(Reason.ALREADY_COMPRESSED, frames, "encapsulated");
        case NativePixelData value -> compress(file, frames, value, target);
      };
    } catch (FrameCodecException e) {
      Reason reason =
          file.pixelData().get() instanceof EncapsulatedPixelData
              ? Reason.ALREADY_COMPRESSED
              : Reason.NOT_COMPRESSIBLE;
      return new Unchanged(reason, "", message(e));
    }
  }

  private TranscodeOutcome compress(
      DicomFile file, Frames frames, NativePixelData value, Path target) throws IOException {
    if (value.length() < SMALL_BYTES) {
      return unchanged(Reason.SMALL, frames, value.length() + " bytes of pixels");
    }
    Path spool = Files.createTempFile(target.toAbsolutePath().getParent(), "frames", ".j2k");
    try {
      Jpeg2000Format format = Jpeg2000Choice.formatFor(file, frames, pool);
      SpooledFrames spooled =
          SpooledFrames.encode(
              frames, pool, index -> prove(frames.decodedHere(index), format), spool, progress);
      Attributes dataset = file.dataset().copy();
      EncodedColor.set(dataset, format.samplesPerPixel(), color(format, frames));
      EncapsulatedFile.write(
          TranscodedMeta.of(file, UID.JPEG2000Lossless), dataset, spooled, target);
      long before = Files.size(file.path());
      long after = Files.size(target);
      if (after < before) {
        return new Compressed(spooled.digest(), before, after);
      }
      Files.delete(target);
      return new Unchanged(Reason.NOT_COMPRESSIBLE, spooled.digest(), "would not become smaller");
    } catch (FrameCodecException e) {
      return unchanged(Reason.NOT_COMPRESSIBLE, frames, message(e));
    } finally {
      Files.deleteIfExists(spool);
    }
  }

  private Unchanged unchanged(Reason reason, Frames frames, String detail) throws IOException {
    return new Unchanged(reason, digest.of(frames), detail);
  }

  private static String color(Jpeg2000Format format, Frames frames) {
    return format.colorTransform() ? "YBR_RCT" : frames.description().photometricInterpretation();
  }

  /** The proof goes the whole way that a receiver goes: its own header check, then the decoder. */
  private SpooledFrames.Encoded prove(byte[] frame, Jpeg2000Format format)
      throws FrameCodecException {
    byte[] codestream = pool.jpeg2000Encoder().encode(frame, format);
    Jpeg2000Codestream header = Jpeg2000Codestream.parse(codestream);
    byte[] decoded = pool.jpeg2000Decoder().decode(codestream, format);
    if (!header.reversible() || !Arrays.equals(frame, decoded)) {
      throw FrameCodecException.unsupported("a frame did not come back equal");
    }
    pool.secondOpinion().ask(codestream, format, frame);
    return new SpooledFrames.Encoded(codestream, FrameHashes.of(frame));
  }

  private static String message(FrameCodecException e) {
    return e.refusal() + ": " + e.getMessage();
  }
}
