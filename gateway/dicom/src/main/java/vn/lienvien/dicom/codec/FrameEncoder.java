package vn.lienvien.dicom.codec;

/** From a decoded frame to the bytes of one fragment; one implementation a coding. */
interface FrameEncoder {
  /**
   * @param frame rows x columns x samplesPerPixel cells of bitsAllocated, little endian,
   *     interleaved by pixel
   */
  byte[] encode(byte[] frame) throws FrameCodecException;
}
