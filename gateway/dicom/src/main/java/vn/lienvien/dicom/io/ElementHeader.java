package vn.lienvien.dicom.io;

import vn.lienvien.dicom.data.VR;

/**
 * What stands before a value (PS3.5 7.1).
 *
 * @param length as it stands there, {@link #UNDEFINED} where only a delimiter tells
 * @param offset of its first byte
 * @param encoding that the header was found to be in
 */
record ElementHeader(int tag, VR vr, long length, long offset, Encoding encoding) {
  static final long UNDEFINED = 0xFFFF_FFFFL;

  boolean isUndefined() {
    return length == UNDEFINED;
  }
}
