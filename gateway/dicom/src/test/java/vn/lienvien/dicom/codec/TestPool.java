package vn.lienvien.dicom.codec;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Opens the codecs of a test class; JUnit closes them ({@code @AutoClose}). */
final class TestPool {
  private TestPool() {}

  static FrameCodecPool open() {
    return open(CodecSettings.defaults());
  }

  static FrameCodecPool open(CodecSettings settings) {
    try {
      return FrameCodecPool.open(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
