package vn.lienvien.dicom.codec;

/**
 * Native frames that are already in little endian: only the planes of Planar Configuration 1 are
 * woven together.
 */
record NativeFrameDecoder(PixelDescription pixels) implements FrameDecoder {

  @Override
  public byte[] decode(byte[] stored) throws FrameCodecException {
    if (stored.length != pixels.frameBytes()) {
      throw FrameCodecException.mismatched(
          "a frame of " + stored.length + " bytes, expected " + pixels.frameBytes());
    }
    if (pixels.planarConfiguration() == 0 || pixels.isSubsampled()) {
      return stored;
    }
    return interleave(stored, pixels.samplesPerPixel(), pixels.bytesPerCell());
  }

  @Override
  public boolean isExact(byte[] stored) {
    return true;
  }

  /**
   * Planes one after the other (R R R G G G B B B) to pixels one after the other (R G B R G B R G
   * B).
   */
  static byte[] interleave(byte[] planes, int samples, int cell) {
    byte[] woven = new byte[planes.length];
    int planeBytes = planes.length / samples;
    for (int sample = 0; sample < samples; sample++) {
      int from = sample * planeBytes;
      for (int to = sample * cell; to < woven.length; to += samples * cell, from += cell) {
        System.arraycopy(planes, from, woven, to, cell);
      }
    }
    return woven;
  }
}
