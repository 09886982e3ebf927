package vn.lienvien.dicom.codec;

/** JPEG 2000 and HTJ2K frames, lossless or not (PS3.5 A.4.4, A.4.14). */
record Jpeg2000FrameDecoder(PixelDescription pixels, Jpeg2000Decoding decoder)
    implements FrameDecoder {

  @Override
  public byte[] decode(byte[] stored) throws FrameCodecException {
    byte[] codestream = Jpeg2000Codestream.unwrap(stored);
    Jpeg2000Codestream header = Jpeg2000Codestream.parse(codestream);
    return decoder.decode(codestream, header.formatFor(pixels));
  }

  /** The 9-7 wavelet works in floating point; the 5-3 one does not. */
  @Override
  public boolean isExact(byte[] stored) throws FrameCodecException {
    return Jpeg2000Codestream.parse(Jpeg2000Codestream.unwrap(stored)).reversible();
  }
}
