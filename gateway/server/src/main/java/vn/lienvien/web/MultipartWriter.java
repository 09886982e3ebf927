package vn.lienvien.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Writes multipart/related bodies (RFC 2387, PS3.18 8.6.1.2). */
final class MultipartWriter {
  private final String boundary = "lienvien-" + UUID.randomUUID();
  private final String partType;

  /**
   * @param partType media type of the root part, without parameters
   */
  MultipartWriter(String partType) {
    this.partType = partType;
  }

  String contentType() {
    return "multipart/related; type=\"" + partType + "\"; boundary=" + boundary;
  }

  void part(OutputStream out, String contentType, Content content) throws IOException {
    ascii(out, head(contentType));
    content.writeTo(out);
    ascii(out, "\r\n");
  }

  void end(OutputStream out) throws IOException {
    ascii(out, tail());
  }

  /** Bytes of a body of one part. */
  long lengthOf(String contentType, long contentBytes) {
    return head(contentType).length() + contentBytes + "\r\n".length() + tail().length();
  }

  private String head(String contentType) {
    return "--" + boundary + "\r\nContent-Type: " + contentType + "\r\n\r\n";
  }

  private String tail() {
    return "--" + boundary + "--\r\n";
  }

  private static void ascii(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
