package vn.lienvien.link;

import java.nio.file.Path;

/** A stretch of a file that is a stretch of a parcel's content. */
record Segment(Path file, long offset, long length) {}
