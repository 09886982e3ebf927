package vn.lienvien.link;

import java.util.Arrays;

/**
 * How long the parts of a content are: its head, then the stretches left out of each object, in the
 * manifest's order; each a LEB128 number. With it a receiver finds the place of what it has
 * already. Immutable; an array inside, so not to be compared.
 */
final class ContentLayout {
  private final long headBytes;
  private final long[] leftOutBytes;
  private final long[] offsets;

  ContentLayout(long headBytes, long[] leftOutBytes) {
    this.headBytes = headBytes;
    this.leftOutBytes = leftOutBytes.clone();
    this.offsets = new long[leftOutBytes.length + 1];
    offsets[0] = headBytes;
    for (int i = 0; i < leftOutBytes.length; i++) {
      offsets[i + 1] = offsets[i] + leftOutBytes[i];
    }
  }

  static ContentLayout none() {
    return new ContentLayout(0, new long[0]);
  }

  static ContentLayout read(byte[] wire) throws LinkFormatException {
    WireReader in = new WireReader(wire);
    long head = in.number();
    long[] leftOut = new long[in.count()];
    for (int i = 0; i < leftOut.length; i++) {
      leftOut[i] = in.number();
    }
    return new ContentLayout(head, leftOut);
  }

  byte[] wire() {
    WireWriter out = new WireWriter().number(headBytes).number(leftOutBytes.length);
    Arrays.stream(leftOutBytes).forEach(out::number);
    return out.toByteArray();
  }

  long headBytes() {
    return headBytes;
  }

  int objects() {
    return leftOutBytes.length;
  }

  /** Where the stretches of an object begin in the content, or those of the last one end. */
  long offset(int object) {
    return offsets[object];
  }

  /** How long the stretches of an object are together. */
  long length(int object) {
    return leftOutBytes[object];
  }

  /** What all parts come to; beyond every limit where that overflows. */
  long totalBytes() {
    long total = headBytes;
    for (long bytes : leftOutBytes) {
      if (total + bytes < total) {
        return Long.MAX_VALUE;
      }
      total += bytes;
    }
    return total;
  }
}
