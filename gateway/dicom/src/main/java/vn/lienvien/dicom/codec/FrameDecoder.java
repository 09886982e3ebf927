package vn.lienvien.dicom.codec;

/**
 * From the bytes of one frame as they are stored to its decoded form; one implementation a family
 * of transfer syntaxes.
 */
interface FrameDecoder {
  /**
   * @param stored one whole frame: native cells in little endian, or the joined fragments
   * @return rows x columns x samplesPerPixel cells of bitsAllocated, little endian, interleaved by
   *     pixel
   */
  byte[] decode(byte[] stored) throws FrameCodecException;

  /** Whether the standard defines the decoded cells of this frame to the bit. */
  boolean isExact(byte[] stored) throws FrameCodecException;
}
