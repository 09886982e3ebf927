package vn.lienvien.link;

/** A stretch of a file or of a stream, in bytes from its start. */
public record ByteRange(long offset, long length) {
  /** How many bytes lie in both. */
  long sharedBytes(ByteRange other) {
    long from = Math.max(offset, other.offset);
    long to = Math.min(offset + length, other.offset + other.length);
    return Math.max(0, to - from);
  }
}
