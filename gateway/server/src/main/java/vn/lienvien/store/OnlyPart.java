package vn.lienvien.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The one part of a multipart answer (RFC 2046 5.1) that is in a file. */
final class OnlyPart {
  private static final int LONGEST_EDGE = 4096;
  private static final String BLANK_LINE = "\r\n\r\n";

  private OnlyPart() {}

  /** The part's content in a new file; empty when the file is no such answer. */
  static Optional<Path> extract(Path multipart, Path directory) throws IOException {
    try (FileChannel in = FileChannel.open(multipart)) {
      String head = read(in, 0);
      int begin = head.indexOf("--");
      int content = head.indexOf(BLANK_LINE, Math.max(begin, 0));
      if (begin < 0 || content < 0) {
        return Optional.empty();
      }
      String delimiter = "\r\n" + head.substring(begin, head.indexOf("\r\n", begin));
      long tailAt = Math.max(0, in.size() - LONGEST_EDGE);
      int end = read(in, tailAt).lastIndexOf(delimiter);
      long from = content + BLANK_LINE.length();
      if (end < 0 || tailAt + end < from) {
        return Optional.empty();
      }
      Path part = Files.createTempFile(directory, "wado-", ".dcm");
      try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
        long at = from;
        while (at < tailAt + end) {
          at += in.transferTo(at, tailAt + end - at, out);
        }
      }
      return Optional.of(part);
    }
  }

  /** Bytes as characters, one each. */
  private static String read(FileChannel in, long from) throws IOException {
    ByteBuffer edge = ByteBuffer.allocate(LONGEST_EDGE);
    in.position(from);
    while (edge.hasRemaining() && in.read(edge) >= 0) {
      // until the edge is full or the file ends
    }
    return new String(edge.array(), 0, edge.position(), StandardCharsets.ISO_8859_1);
  }
}
