/**
 * Frames in, frames out (PS3.5 8.2, A.4): native, RLE, JPEG, JPEG 2000, digests, proof and
 * rendering; the only package that touches native code and ImageIO, never sockets.
 */
@org.jspecify.annotations.NullMarked
package vn.lienvien.dicom.codec;
