package vn.lienvien.dicom.codec;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How many frames are worked on at once, and how large one may be.
 *
 * @param threads platform threads for native code, at least one
 * @param maxFrameBytes largest decoded frame that is worked on; OpenJPEG needs about six times as
 *     much beside it
 * @param openJpegLibrary the system's libopenjp2 instead of the bundled one
 * @param isolated whether JPEG 2000 that others made is decoded in processes of its own, so that
 *     hostile bytes cannot take this one down
 * @param secondDecoderEvery how many frames pass, when files are compressed, for one that another
 *     decoder checks too; 0 checks none
 */
public record CodecSettings(
    int threads,
    long maxFrameBytes,
    Optional<Path> openJpegLibrary,
    boolean isolated,
    int secondDecoderEvery) {
  /** System property that names a libopenjp2 (2.5) to use instead of the bundled one. */
  public static final String LIBRARY_PROPERTY = "lienvien.openjpeg";

  /** System property for another sample than one frame in {@value #SECOND_DECODER_EVERY}. */
  public static final String SECOND_DECODER_PROPERTY = "lienvien.secondDecoderEvery";

  private static final int SECOND_DECODER_EVERY = 64;
  private static final long DEFAULT_MAX_FRAME_BYTES = 128L << 20;

  public CodecSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("codec threads: at least 1, not " + threads);
    }
    if (secondDecoderEvery < 0) {
      throw new IllegalArgumentException("frames for a second decoder: 0 or more");
    }
    if (maxFrameBytes < 1 || maxFrameBytes > Integer.MAX_VALUE - 64) {
      throw new IllegalArgumentException("largest frame: 1 byte to 2 GiB, not " + maxFrameBytes);
    }
  }

  public CodecSettings withSecondDecoderEvery(int frames) {
    return new CodecSettings(threads, maxFrameBytes, openJpegLibrary, isolated, frames);
  }

  /**
   * One thread per processor, frames up to 128 MiB, the bundled library unless the property says
   * otherwise, isolated.
   */
  public static CodecSettings defaults() {
    return new CodecSettings(
        Runtime.getRuntime().availableProcessors(),
        DEFAULT_MAX_FRAME_BYTES,
        Optional.ofNullable(System.getProperty(LIBRARY_PROPERTY)).map(Path::of),
        true,
        Integer.getInteger(SECOND_DECODER_PROPERTY, SECOND_DECODER_EVERY));
  }

  public CodecSettings withThreads(int count) {
    return new CodecSettings(count, maxFrameBytes, openJpegLibrary, isolated, secondDecoderEvery);
  }

  /** Everything in this process: for programs that end with the file they work on. */
  public CodecSettings inProcess() {
    return new CodecSettings(threads, maxFrameBytes, openJpegLibrary, false, secondDecoderEvery);
  }
}
