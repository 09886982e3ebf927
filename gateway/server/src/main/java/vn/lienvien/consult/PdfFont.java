package vn.lienvien.consult;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Liberation Sans, which PDFBox carries (SIL Open Font License 1.1) and which has every Vietnamese
 * letter, embedded as a subset with its Unicode map. Belongs to one document.
 */
final class PdfFont {
  private static final String RESOURCE =
      "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  /** Shown for what the font lacks, so that nothing vanishes without a trace. */
  private static final String MISSING = "\u25A1";

  private final PDFont font;

  PdfFont(PDDocument document) throws IOException {
    try (InputStream stream = PDDocument.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IOException("PDFBox no longer carries " + RESOURCE + "; the PDF needs a font");
      }
      this.font = PDType0Font.load(document, stream, true);
    }
  }

  PDFont font() {
    return font;
  }

  /** NFC, without control characters, and with a box for every character that the font lacks. */
  String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .map(c -> c == '\t' || c == '\u00A0' ? ' ' : c)
        .filter(c -> c >= ' ' && c != 0x7F)
        .forEach(c -> out.append(hasGlyph(c) ? Character.toString(c) : MISSING));
    return out.toString();
  }

  private boolean hasGlyph(int codePoint) {
    try {
      font.encode(Character.toString(codePoint));
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  float width(String text, float size) throws IOException {
    return font.getStringWidth(text) * size / 1000;
  }

  /** Breaks text into lines no wider than {@code width} points; its own line ends stay. */
  List<String> lines(String text, float size, float width) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
      wrap(printable(paragraph), size, width, lines);
    }
    return lines;
  }

  private void wrap(String paragraph, float size, float width, List<String> lines)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (String word : paragraph.split(" ", -1)) {
      String extended = line.isEmpty() ? word : line + " " + word;
      if (width(extended, size) <= width) {
        line.setLength(0);
        line.append(extended);
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(cutToWidth(word, size, width, lines));
    }
    lines.add(line.toString());
  }

  /** A word wider than a line is cut; returns its last piece. */
  private String cutToWidth(String word, float size, float width, List<String> lines)
      throws IOException {
    int start = 0;
    for (int end = 1; end <= word.length(); end++) {
      boolean insideCodePoint = end < word.length() && Character.isLowSurrogate(word.charAt(end));
      if (!insideCodePoint && end > start + 1 && width(word.substring(start, end), size) > width) {
        lines.add(word.substring(start, end - 1));
        start = end - 1;
      }
    }
    return word.substring(start);
  }
}
