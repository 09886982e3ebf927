package vn.lienvien.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a multipart body part by part without holding any part in memory (RFC 2046 5.1). Header
 * lines and their number are bounded.
 */
final class MultipartReader {
  private static final int MOST_HEADER_BYTES = 8192;

  /** RFC 2046 5.1.1 allows 70; Orthanc's DICOMweb plugin sends 73, two UUIDs and a hyphen. */
  private static final int LONGEST_BOUNDARY = 200;

  /** What stands before every boundary but the first; the first is given a CRLF of our own. */
  private final byte[] delimiter;

  private final InputStream in;
  private final byte[] window = new byte[128 * 1024];
  private int from;
  private int to;
  private boolean sourceEnded;
  private boolean finished;
  private Part current;

  MultipartReader(InputStream in, String boundary) {
    if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
      throw HttpFault.badRequest(
          "the multipart boundary has 1 to " + LONGEST_BOUNDARY + " characters");
    }
    this.in = in;
    delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    window[0] = '\r';
    window[1] = '\n';
    to = 2;
    current = new Part(Map.of());
  }

  /** The next part, once the one before has been read or not; empty after the last. */
  Optional<Part> next() throws IOException {
    if (!finished) {
      current.skipRest();
      finished = line().startsWith("--"); // behind a delimiter two hyphens end the body
    }
    if (finished) {
      return Optional.empty();
    }
    current = new Part(headers());
    return Optional.of(current);
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    int bytes = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      bytes += line.length();
      int colon = line.indexOf(':');
      if (colon < 1 || bytes > MOST_HEADER_BYTES) {
        throw HttpFault.badRequest("a part of the multipart body has malformed headers");
      }
      headers.put(
          line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip());
    }
    return headers;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (from == to && !refill()) {
        if (line.size() >= 2 && line.toString(StandardCharsets.ISO_8859_1).startsWith("--")) {
          return line.toString(StandardCharsets.ISO_8859_1); // a closing boundary without CRLF
        }
        throw truncated();
      }
      int next = window[from++];
      if (next == '\n') {
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      line.write(next);
      if (line.size() > MOST_HEADER_BYTES) {
        throw HttpFault.badRequest("a header line of the multipart body is too long");
      }
    }
  }

  /** Reads more behind what is left in the window; false at the end of the body. */
  private boolean refill() throws IOException {
    if (sourceEnded) {
      return false;
    }
    System.arraycopy(window, from, window, 0, to - from);
    to -= from;
    from = 0;
    int count = in.read(window, to, window.length - to);
    if (count < 0) {
      sourceEnded = true;
      return false;
    }
    to += count;
    return true;
  }

  /** Index of the delimiter in the window, or -1. */
  private int delimiterAt() {
    for (int i = from; i <= to - delimiter.length; i++) {
      if (window[i] == '\r'
          && Arrays.equals(window, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
        return i;
      }
    }
    return -1;
  }

  private static HttpFault truncated() {
    return HttpFault.badRequest("the multipart body ends before its closing boundary");
  }

  /** One part: its headers (names in lower case), and its content as a stream. */
  final class Part extends InputStream {
    private final Map<String, String> headers;
    private int clear;
    private boolean delimiterNext;
    private boolean ended;

    private Part(Map<String, String> headers) {
      this.headers = headers;
    }

    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public int read() throws IOException {
      if (!ready()) {
        return -1;
      }
      clear--;
      return window[from++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!ready()) {
        return -1;
      }
      int taken = Math.min(length, clear);
      System.arraycopy(window, from, target, offset, taken);
      from += taken;
      clear -= taken;
      return taken;
    }

    private void skipRest() throws IOException {
      while (ready()) {
        from += clear;
        clear = 0;
      }
    }

    /** Makes sure that {@code clear} bytes from the window's start belong to this part. */
    private boolean ready() throws IOException {
      while (clear == 0 && !ended) {
        if (delimiterNext) {
          from += delimiter.length;
          ended = true;
          return false;
        }
        look();
      }
      return clear > 0;
    }

    private void look() throws IOException {
      int at = delimiterAt();
      if (at >= 0) {
        clear = at - from;
        delimiterNext = true;
      } else if (to - from >= delimiter.length) {
        clear = to - from - delimiter.length + 1;
      } else if (!refill()) {
        throw truncated();
      }
    }
  }
}
