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
  private static final float SIZE = 10.5f;
  private static final float COLUMN = 118;

  private ResultPdf() {}

  static byte[] of(ConsultationCase consultation, ReadingResult result) {
    try (PDDocument document = new PDDocument()) {
      // Without a number of our own PDFBox derives the file identifier from the time of day.
      document.setDocumentId((long) consultation.caseId().hashCode());
      describe(document, result);
      try (PdfPages pages = new PdfPages(document, new PdfFont(document))) {
        head(pages, consultation);
        patient(pages, consultation.order());
        body(pages, consultation.order(), result);
        signature(pages, result);
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

  private static void describe(PDDocument document, ReadingResult result) {
    PDDocumentInformation information = document.getDocumentInformation();
    information.setTitle(TITLE);
    information.setAuthor(result.authorName());
    information.setProducer("Liên Viện");
    GregorianCalendar signed = new GregorianCalendar(TimeZone.getTimeZone(VietnamTime.ZONE));
    signed.setTimeInMillis(signedAt(result).toEpochMilli());
    information.setCreationDate(signed);
    information.setModificationDate(signed);
    document.getDocumentCatalog().setLanguage("vi-VN");
  }

  private static void head(PdfPages pages, ConsultationCase consultation) throws IOException {
    pages.centred(consultation.consultingSite().name().toUpperCase(Locale.ROOT), 12, true);
    pages.space(14);
    pages.centred(TITLE, 15, true);
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

  private static void signature(PdfPages pages, ReadingResult result) throws IOException {
    pages.space(24);
    pages.keepTogether(90);
    float left = PdfPages.WIDTH / 2;
    pages.centredIn(
        "Ký lúc " + VietnamTime.minute(signedAt(result)) + " (UTC+7)", SIZE, false, left, left);
    pages.centredIn("BÁC SĨ ĐỌC KẾT QUẢ", SIZE, true, left, left);
    pages.centredIn("(đã ký trên hệ thống Liên Viện)", 9, false, left, left);
    pages.space(10);
    pages.centredIn(displayName(result.authorName()), 11, true, left, left);
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
