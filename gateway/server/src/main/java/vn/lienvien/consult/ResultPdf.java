package vn.lienvien.consult;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Order;
import vn.lienvien.model.ReadingResult;

/**
 * The signed result as an A4 PDF in Vietnamese. The same case and result always give the same
 * bytes. Thread-safe.
 */
final class ResultPdf {
  static final String TITLE = "KẾT QUẢ HỘI CHẨN CHẨN ĐOÁN HÌNH ẢNH TỪ XA";
  static final String ADDENDUM_TITLE = "BỔ SUNG KẾT QUẢ HỘI CHẨN TỪ XA";
  private static final float SIZE = 10.5f;
  private static final float COLUMN = 118;

  private ResultPdf() {}

  static byte[] of(ConsultationCase consultation, ReadingResult result) {
    Cover cover = new Cover(TITLE, result.authorName(), signedAt(result), true);
    return of(consultation, cover, pages -> body(pages, consultation.order(), result));
  }

  /** An addendum: its own words, and which result they add to. */
  static byte[] addendum(ConsultationCase consultation, ReadingResult result, Addendum addendum) {
    Cover cover =
        new Cover(ADDENDUM_TITLE, addendum.note().authorName(), addendum.note().at(), true);
    String added =
        "Bổ sung lần %d cho kết quả do %s ký lúc %s (UTC+7). Kết quả đã ký không thay đổi."
            .formatted(
                addendum.number(),
                displayName(result.authorName()),
                VietnamTime.minute(signedAt(result)));
    return of(
        consultation,
        cover,
        pages -> {
          section(pages, "KẾT LUẬN ĐÃ KÝ", result.conclusion());
          section(pages, "NỘI DUNG BỔ SUNG", addendum.note().text());
          section(pages, "GHI CHÚ", added);
        });
  }

  /** A result as it would be signed now, for its author to look at. */
  static byte[] preview(ConsultationCase consultation, ReadingResult draft) {
    Cover cover = new Cover(TITLE, draft.authorName(), draft.savedAt(), false);
    return of(consultation, cover, pages -> body(pages, consultation.order(), draft));
  }

  /** What stands on top and at the end of a document. */
  private record Cover(String title, String author, Instant at, boolean signed) {}

  /** The middle of a document. */
  private interface Body {
    void write(PdfPages pages) throws IOException;
  }

  private static byte[] of(ConsultationCase consultation, Cover cover, Body body) {
    try (PDDocument document = new PDDocument()) {
      // Without a number of our own PDFBox derives the file identifier from the time of day.
      document.setDocumentId((long) consultation.caseId().hashCode());
      describe(document, cover);
      try (PdfPages pages = new PdfPages(document, new PdfFont(document))) {
        head(pages, consultation, cover.title());
        patient(pages, consultation.order());
        body.write(pages);
        signature(pages, cover);
        pages.finish(
            List.of(
                "Ca hội chẩn " + consultation.caseId(),
                "Study Instance UID " + consultation.studyInstanceUID()));
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("the result's PDF could not be made", e);
    }
  }

  private static void describe(PDDocument document, Cover cover) {
    PDDocumentInformation information = document.getDocumentInformation();
    information.setTitle(cover.title());
    information.setAuthor(cover.author());
    information.setProducer("Liên Viện");
    GregorianCalendar signed = new GregorianCalendar(TimeZone.getTimeZone(VietnamTime.ZONE));
    signed.setTimeInMillis(cover.at().toEpochMilli());
    information.setCreationDate(signed);
    information.setModificationDate(signed);
    document.getDocumentCatalog().setLanguage("vi-VN");
  }

  private static void head(PdfPages pages, ConsultationCase consultation, String title)
      throws IOException {
    pages.centred(consultation.consultingSite().name().toUpperCase(Locale.ROOT), 12, true);
    pages.space(14);
    pages.centred(title, 15, true);
    pages.space(12);
    pages.labelled("Bên xin hội chẩn:", consultation.requestingSite().name(), SIZE, COLUMN);
    pages.labelled("Bên tư vấn:", consultation.consultingSite().name(), SIZE, COLUMN);
    pages.rule();
  }

  private static void patient(PdfPages pages, Order order) throws IOException {
    pages.labelled("Họ và tên:", displayName(order.patientName()), SIZE, COLUMN);
    pages.labelled(
        "Ngày sinh:",
        order.patientBirthDate().map(VietnamTime::day).orElse("không rõ"),
        SIZE,
        COLUMN);
    pages.labelled("Giới tính:", sex(order.patientSex()), SIZE, COLUMN);
    pages.labelled("Mã người bệnh:", order.patientID(), SIZE, COLUMN);
    optional(pages, "Số phiếu chỉ định:", order.accessionNumber());
    optional(pages, "Kỹ thuật:", order.requestedProcedure());
    optional(pages, "Ngày chụp:", order.studyDate().map(VietnamTime::day).orElse(""));
    optional(pages, "Bác sĩ chỉ định:", displayName(order.requestingPhysician()));
    pages.rule();
  }

  private static void optional(PdfPages pages, String label, String value) throws IOException {
    if (!value.isEmpty()) {
      pages.labelled(label, value, SIZE, COLUMN);
    }
  }

  private static void body(PdfPages pages, Order order, ReadingResult result) throws IOException {
    section(pages, "LÝ DO HỘI CHẨN", order.reasonForStudy());
    section(pages, "THÔNG TIN LÂM SÀNG", order.relevantClinicalInformation());
    section(pages, "MÔ TẢ HÌNH ẢNH", result.description());
    section(pages, "KẾT LUẬN", result.conclusion());
    section(pages, "ĐỀ NGHỊ", result.recommendation());
  }

  private static void section(PdfPages pages, String heading, String text) throws IOException {
    if (text.isBlank()) {
      return;
    }
    pages.space(8);
    pages.keepTogether(40);
    pages.text(heading, 11, true, 0);
    pages.space(2);
    pages.text(text.strip(), SIZE, false, 0);
  }

  private static void signature(PdfPages pages, Cover cover) throws IOException {
    pages.space(24);
    pages.keepTogether(90);
    float left = PdfPages.WIDTH / 2;
    String when = VietnamTime.minute(cover.at()) + " (UTC+7)";
    pages.centredIn((cover.signed() ? "Ký lúc " : "Lưu lúc ") + when, SIZE, false, left, left);
    pages.centredIn("BÁC SĨ ĐỌC KẾT QUẢ", SIZE, true, left, left);
    pages.centredIn(
        cover.signed() ? "(đã ký trên hệ thống Liên Viện)" : "BẢN NHÁP, CHƯA KÝ",
        9,
        !cover.signed(),
        left,
        left);
    pages.space(10);
    pages.centredIn(displayName(cover.author()), 11, true, left, left);
  }

  private static Instant signedAt(ReadingResult result) {
    return result.signedAt().orElseThrow();
  }

  private static String sex(String code) {
    return switch (code) {
      case "M" -> "Nam";
      case "F" -> "Nữ";
      case "O" -> "Khác";
      default -> "không rõ";
    };
  }

  private static final Pattern CARETS = Pattern.compile("\\^+");

  /** A DICOM person name as a person reads it. */
  private static String displayName(String name) {
    return CARETS.matcher(name).replaceAll(" ").strip();
  }
}
