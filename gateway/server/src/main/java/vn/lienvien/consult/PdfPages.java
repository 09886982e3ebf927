package vn.lienvien.consult;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/**
 * Writes lines down A4 pages and starts a new page when one is full. All lengths in points. Not
 * thread-safe.
 */
final class PdfPages implements AutoCloseable {
  static final float MARGIN = 56;
  static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
  private static final float BOTTOM = 64;
  private static final float LEADING = 1.4f;
  private static final float FOOT_SIZE = 8;
  private static final float FOOT_TOP = 46;

  private final PDDocument document;
  private final PdfFont font;
  private PDPageContentStream page;
  private float y;

  PdfPages(PDDocument document, PdfFont font) throws IOException {
    this.document = document;
    this.font = font;
    this.page = newPage();
  }

  private PDPageContentStream newPage() throws IOException {
    PDPage added = new PDPage(PDRectangle.A4);
    document.addPage(added);
    y = PDRectangle.A4.getHeight() - MARGIN;
    return new PDPageContentStream(document, added);
  }

  /** Keeps what follows on one page if it fits on an empty one. */
  void keepTogether(float height) throws IOException {
    if (y - height < BOTTOM) {
      page.close();
      page = newPage();
    }
  }

  void space(float height) {
    y -= height;
  }

  /** Wrapped text from {@code left} points inside the margin. */
  void text(String text, float size, boolean bold, float left) throws IOException {
    for (String line : font.lines(text, size, WIDTH - left)) {
      line(line, size, bold, left);
    }
  }

  void centred(String text, float size, boolean bold) throws IOException {
    centredIn(text, size, bold, 0, WIDTH);
  }

  /** Wrapped and centred in a column of the page. */
  void centredIn(String text, float size, boolean bold, float left, float width)
      throws IOException {
    for (String line : font.lines(text, size, width)) {
      line(line, size, bold, left + (width - font.width(line, size)) / 2);
    }
  }

  /** A bold label and its wrapped value beside it. */
  void labelled(String label, String value, float size, float column) throws IOException {
    List<String> lines = font.lines(value, size, WIDTH - column);
    keepTogether(size * LEADING);
    show(font.printable(label), size, true, 0, y - size);
    for (String line : lines) {
      line(line, size, false, column);
    }
  }

  void rule() throws IOException {
    y -= 4;
    page.setLineWidth(0.5f);
    page.moveTo(MARGIN, y);
    page.lineTo(MARGIN + WIDTH, y);
    page.stroke();
    y -= 4;
  }

  private void line(String line, float size, boolean bold, float left) throws IOException {
    keepTogether(size * LEADING);
    show(line, size, bold, left, y - size);
    y -= size * LEADING;
  }

  private void show(String line, float size, boolean bold, float left, float baseline)
      throws IOException {
    show(page, line, new Place(size, bold, MARGIN + left, baseline));
  }

  /** Where and how a line stands on a page. */
  private record Place(float size, boolean bold, float x, float baseline) {}

  private void show(PDPageContentStream stream, String line, Place place) throws IOException {
    stream.beginText();
    stream.setFont(font.font(), place.size());
    // The one font is regular; its outline drawn as well makes it bold.
    stream.setRenderingMode(place.bold() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
    stream.setLineWidth(place.size() / 32);
    stream.newLineAtOffset(place.x(), place.baseline());
    stream.showText(line);
    stream.endText();
  }

  /**
   * Numbers all pages and writes the same lines at the foot of each; nothing can follow. The number
   * stands beside the first line, so that one is to be short.
   */
  void finish(List<String> foot) throws IOException {
    page.close();
    int pages = document.getNumberOfPages();
    for (int i = 0; i < pages; i++) {
      try (PDPageContentStream stream =
          new PDPageContentStream(
              document, document.getPage(i), PDPageContentStream.AppendMode.APPEND, true, true)) {
        String number = "Trang %d/%d".formatted(i + 1, pages);
        float right = MARGIN + WIDTH - font.width(number, FOOT_SIZE);
        show(stream, number, new Place(FOOT_SIZE, false, right, FOOT_TOP));
        float baseline = FOOT_TOP;
        for (String line : foot) {
          show(stream, font.printable(line), new Place(FOOT_SIZE, false, MARGIN, baseline));
          baseline -= FOOT_SIZE * LEADING;
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    page.close();
  }
}
