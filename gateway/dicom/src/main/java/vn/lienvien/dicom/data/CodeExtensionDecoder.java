package vn.lienvien.dicom.data;

/**
 * Reads text with ISO 2022 code extensions (PS3.5 6.1.2.4, 6.1.2.5): escapes put repertoires into
 * G0 (bytes below 80H) and G1 (above), and every delimiter puts the first repertoire back. One use.
 */
final class CodeExtensionDecoder {
  static final int ESC = 0x1B;

  private static final int LONGEST_ESCAPE = 3;

  private final CodeElement first;
  private final byte[] bytes;
  private final VR vr;
  private final StringBuilder text = new StringBuilder();
  private CodeElement g0 = CodeElement.ASCII;
  private CodeElement g1;

  CodeExtensionDecoder(CodeElement first, byte[] bytes, VR vr) {
    this.first = first;
    this.bytes = bytes;
    this.vr = vr;
    this.g1 = first;
    reset();
  }

  String decode() {
    int at = 0;
    while (at < bytes.length) {
      int b = bytes[at] & 0xFF;
      if (b == ESC) {
        at = escape(at);
      } else {
        at = run(at, b);
      }
    }
    return text.toString();
  }

  private void reset() {
    g0 = first.isInitialG0() ? first : CodeElement.ASCII;
    g1 = first;
  }

  /** Takes an escape sequence in; an unknown one is passed by as text. */
  private int escape(int at) {
    int end = Math.min(bytes.length, at + 1 + LONGEST_ESCAPE);
    String ahead = latin(at + 1, end);
    for (CodeElement element : CodeElement.values()) {
      if (!element.g0Escape().isEmpty() && ahead.startsWith(element.g0Escape())) {
        g0 = element;
        return at + 1 + element.g0Escape().length();
      }
      if (!element.g1Escape().isEmpty() && ahead.startsWith(element.g1Escape())) {
        g1 = element;
        return at + 1 + element.g1Escape().length();
      }
    }
    text.append((char) ESC);
    return at + 1;
  }

  /** Decodes the bytes up to the next delimiter, escape, or change between G0 and G1. */
  private int run(int at, int firstByte) {
    boolean high = firstByte >= 0x80;
    CodeElement element = high ? g1 : g0;
    int step = element.bytesPerCharacter();
    if (!high && (step == 1 || firstByte <= ' ') && isDelimiter(firstByte)) {
      text.append((char) firstByte);
      reset();
      return at + 1;
    }
    int end = at;
    while (end < bytes.length && continues(end, high, step, end == at)) {
      end = Math.min(bytes.length, end + step);
    }
    // in G0, a space or control inside a two-byte repertoire stands for itself
    if (end == at) {
      text.append((char) firstByte);
      return at + 1;
    }
    text.append(element.decode(bytes, at, end - at));
    return end;
  }

  private boolean continues(int at, boolean high, int step, boolean isFirst) {
    int b = bytes[at] & 0xFF;
    if (high) {
      return b >= 0x80;
    }
    if (b >= 0x80 || b == ESC) {
      return false;
    }
    return step == 1 ? isFirst || !isDelimiter(b) : b > ' ';
  }

  private boolean isDelimiter(int b) {
    return switch (b) {
      case '\t', '\n', '\f', '\r' -> true;
      case '\\' -> vr.isMultiValued();
      case '^', '=' -> vr == VR.PN;
      default -> false;
    };
  }

  private String latin(int from, int to) {
    StringBuilder chars = new StringBuilder();
    for (int i = from; i < to; i++) {
      chars.append((char) (bytes[i] & 0xFF));
    }
    return chars.toString();
  }
}
