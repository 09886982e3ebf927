package vn.lienvien.dicom.codec;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Positional reads, which many threads may do at once. */
final class FileRange {
  private FileRange() {}

  static void read(FileChannel file, long offset, byte[] target, int from, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(target, from, length);
    long position = offset;
    while (buffer.hasRemaining()) {
      int count = file.read(buffer, position);
      if (count < 0) {
        throw new EOFException("the file ends within its pixel data");
      }
      position += count;
    }
  }
}
