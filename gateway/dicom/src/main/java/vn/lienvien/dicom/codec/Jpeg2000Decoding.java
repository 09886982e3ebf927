package vn.lienvien.dicom.codec;

/** One checked codestream to a decoded frame: in this process, or in one that may die of it. */
interface Jpeg2000Decoding {
  /**
   * @param codestream from SOC on, whose headers have been compared with {@code format}
   * @return rows x columns x samplesPerPixel cells, little endian, interleaved by pixel
   */
  byte[] decode(byte[] codestream, Jpeg2000Format format) throws FrameCodecException;
}
