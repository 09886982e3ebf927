package vn.lienvien.dicom.codec;

/**
 * What a compressed frame says of its own size, to be held against the data set.
 *
 * @param kind what holds the frame, for the message of a refusal
 * @param precision bits of a sample
 */
record CodedFrame(String kind, int rows, int columns, int components, int precision) {

  /**
   * @throws FrameCodecException when the frame and the data set do not describe the same one
   */
  void requireSame(PixelDescription pixels) throws FrameCodecException {
    boolean same =
        rows == pixels.rows()
            && columns == pixels.columns()
            && components == pixels.samplesPerPixel();
    if (!same) {
      throw FrameCodecException.mismatched(
          "the %s holds %d x %d x %d samples, the data set says %d x %d x %d"
              .formatted(
                  kind,
                  rows,
                  columns,
                  components,
                  pixels.rows(),
                  pixels.columns(),
                  pixels.samplesPerPixel()));
    }
    if (precision > pixels.bitsAllocated()) {
      throw FrameCodecException.mismatched(
          "the %s has %d bits a sample, the data set allocates %d"
              .formatted(kind, precision, pixels.bitsAllocated()));
    }
  }
}
