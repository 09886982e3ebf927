package vn.lienvien.link;

/** A stretch of a file, in bytes from its start. */
public record ByteRange(long offset, long length) {}
