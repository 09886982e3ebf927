package vn.lienvien.dicom.io;

import vn.lienvien.dicom.data.VR;

/**
 * Pixels as one value (PS3.5 A.1 to A.3), in the byte order of the transfer syntax.
 *
 * @param offset of the first byte
 * @param length in bytes, padding included
 */
public record NativePixelData(int tag, VR vr, long offset, long length) implements PixelData {}
