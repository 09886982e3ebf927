package vn.lienvien.link;

/** A peer's words, made fit for a log line and a status page. */
final class PlainText {
  private static final int LENGTH = 300;

  private PlainText() {}

  static String of(String words) {
    String line = words.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LENGTH ? line : line.substring(0, LENGTH) + "…";
  }
}
