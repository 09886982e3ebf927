package vn.lienvien.dicom.io;

import java.util.Optional;
import vn.lienvien.dicom.data.TransferSyntax;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;

/** How element headers are written: the part of a transfer syntax that a parser needs. */
enum Encoding {
  IMPLICIT_LITTLE(false, false, UID.ImplicitVRLittleEndian),
  EXPLICIT_LITTLE(true, false, UID.ExplicitVRLittleEndian),
  EXPLICIT_BIG(true, true, UID.ExplicitVRBigEndian);

  private static final int HIGHEST_FIRST_GROUP = 0x28;

  private final boolean explicit;
  private final boolean bigEndian;
  private final String transferSyntaxUID;

  Encoding(boolean explicit, boolean bigEndian, String transferSyntaxUID) {
    this.explicit = explicit;
    this.bigEndian = bigEndian;
    this.transferSyntaxUID = transferSyntaxUID;
  }

  static Encoding of(TransferSyntax syntax) {
    if (syntax.isBigEndian()) {
      return EXPLICIT_BIG;
    }
    return syntax.isExplicit() ? EXPLICIT_LITTLE : IMPLICIT_LITTLE;
  }

  boolean isExplicit() {
    return explicit;
  }

  boolean isBigEndian() {
    return bigEndian;
  }

  /** The native transfer syntax of this encoding. */
  String transferSyntaxUID() {
    return transferSyntaxUID;
  }

  /**
   * What the first element of a data set looks like. Data sets begin with a low group, and two
   * capital letters that are a VR are no sane implicit length.
   *
   * @param header the first eight bytes
   * @param remaining bytes from the header's start to the end, where known
   */
  static Optional<Encoding> guess(byte[] header, long remaining) {
    int little = (header[0] & 0xFF) | (header[1] & 0xFF) << 8;
    int big = (header[1] & 0xFF) | (header[0] & 0xFF) << 8;
    boolean hasVR = VR.of(header[4], header[5]).isPresent();
    if (little <= HIGHEST_FIRST_GROUP && little != 0) {
      if (hasVR) {
        return Optional.of(EXPLICIT_LITTLE);
      }
      long length =
          (header[4] & 0xFFL)
              | (header[5] & 0xFFL) << 8
              | (header[6] & 0xFFL) << 16
              | (header[7] & 0xFFL) << 24;
      return length <= remaining - 8 || length == 0xFFFF_FFFFL
          ? Optional.of(IMPLICIT_LITTLE)
          : Optional.empty();
    }
    return big <= HIGHEST_FIRST_GROUP && big != 0 && hasVR
        ? Optional.of(EXPLICIT_BIG)
        : Optional.empty();
  }
}
