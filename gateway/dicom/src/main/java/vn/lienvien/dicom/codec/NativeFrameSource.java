package vn.lienvien.dicom.codec;

import java.io.IOException;
import java.nio.channels.FileChannel;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.NativePixelData;

/**
 * Frames out of one native value, brought to little endian (PS3.5 8.1.1, 8.2). Frames of single
 * bits may begin within a byte; they are moved to begin with bit 0, and the last byte is filled
 * with zeros.
 *
 * @param bigEndian whether the value is in big endian: OW and cells of 16 bits or more are swapped
 */
record NativeFrameSource(
    FileChannel file, NativePixelData value, PixelDescription pixels, boolean bigEndian)
    implements FrameSource {

  /** Bytes that the value must have for all its frames. */
  static long expectedBytes(PixelDescription pixels) {
    return (Math.multiplyExact(pixels.frameBits(), (long) pixels.numberOfFrames()) + 7) / 8;
  }

  @Override
  public byte[] stored(int frameIndex) throws IOException {
    long firstBit = pixels.frameBits() * frameIndex;
    long firstByte = firstBit / Byte.SIZE;
    int shift = (int) (firstBit % Byte.SIZE);
    int length = (int) ((shift + pixels.frameBits() + Byte.SIZE - 1) / Byte.SIZE);
    byte[] bytes = swapsBytePairs() ? readPairs(firstByte, length) : read(firstByte, length);
    if (pixels.bitsAllocated() == 1) {
      return alignBits(bytes, shift);
    }
    if (bigEndian && pixels.bytesPerCell() > 1) {
      reverseCells(bytes, pixels.bytesPerCell());
    }
    return bytes;
  }

  /** Cells of a byte or less in 16-bit words: the words are swapped, wherever frames begin. */
  private boolean swapsBytePairs() {
    return bigEndian && pixels.bitsAllocated() <= Byte.SIZE && value.vr() == VR.OW;
  }

  private byte[] read(long firstByte, int length) throws IOException {
    byte[] bytes = new byte[length];
    FileRange.read(file, value.offset() + firstByte, bytes, 0, length);
    return bytes;
  }

  private byte[] readPairs(long firstByte, int length) throws IOException {
    int lead = (int) (firstByte & 1);
    int whole = lead + length + (lead + length & 1);
    byte[] words = read(firstByte - lead, whole);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = words[lead + i ^ 1];
    }
    return bytes;
  }

  private byte[] alignBits(byte[] bytes, int shift) {
    byte[] aligned = new byte[(int) pixels.frameBytes()];
    for (int i = 0; i < aligned.length; i++) {
      int low = (bytes[i] & 0xFF) >> shift;
      int high = i + 1 < bytes.length ? (bytes[i + 1] & 0xFF) << Byte.SIZE - shift : 0;
      aligned[i] = (byte) (low | high);
    }
    int used = (int) (pixels.frameBits() % Byte.SIZE);
    if (used != 0) {
      aligned[aligned.length - 1] &= (byte) ((1 << used) - 1);
    }
    return aligned;
  }

  private static void reverseCells(byte[] bytes, int cell) {
    for (int start = 0; start + cell <= bytes.length; start += cell) {
      for (int low = start, high = start + cell - 1; low < high; low++, high--) {
        byte swapped = bytes[low];
        bytes[low] = bytes[high];
        bytes[high] = swapped;
      }
    }
  }
}
