package vn.lienvien.consult;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vn.lienvien.consult.ContentItem.Code;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.Order;
import vn.lienvien.model.ReadingResult;
import vn.lienvien.model.Receipt;

/**
 * The DICOM objects that a consultation makes: result as Basic Text SR and as Encapsulated PDF, and
 * each site's receipt as Basic Text SR. Pure functions: the same case gives the same object.
 */
public final class ResultDocuments {
  private static final Code REPORT = new Code("18748-4", "LN", "Diagnostic Imaging Report");
  private static final Code IMAGE_RECEIPT =
      new Code("RECEIPT-IMAGES", "99LIENVIEN", "Biên nhận hình ảnh hội chẩn");
  private static final Code RESULT_RECEIPT =
      new Code("RECEIPT-RESULT", "99LIENVIEN", "Biên nhận kết quả hội chẩn");
  private static final Code REQUEST = Code.dcm(121062, "Request");
  private static final Code HISTORY = Code.dcm(121060, "History");
  private static final Code CONCLUSIONS = Code.dcm(121076, "Conclusions");
  private static final Code CONCLUSION = Code.dcm(121077, "Conclusion");
  private static final Code FINDINGS = Code.dcm(121070, "Findings");
  static final Code FINDING = Code.dcm(121071, "Finding");
  private static final Code RECOMMENDATIONS = Code.dcm(121074, "Recommendations");
  private static final Code RECOMMENDATION = Code.dcm(121075, "Recommendation");

  private ResultDocuments() {}

  /** The SOP Instance UID of the PDF of a case's result. */
  public static String resultPdf(String caseId) {
    return DocumentModules.sopInstanceUID(caseId, CaseObject.Kind.RESULT_PDF);
  }

  /** The SOP Instance UID of the PDF of an addendum, named by its note. */
  public static String addendumPdf(String caseId, String noteId) {
    return Addendum.uid(caseId, CaseObject.Kind.ADDENDUM_PDF, noteId);
  }

  /** The signed result as Basic Text SR (PS3.16 TID 2000). */
  static Attributes report(DocumentSubject subject, ReadingResult result) {
    Order order = subject.consultation().order();
    List<Attributes> sections = new ArrayList<>();
    addSection(sections, REQUEST, REQUEST, order.reasonForStudy());
    addSection(sections, HISTORY, HISTORY, order.relevantClinicalInformation());
    addSection(sections, FINDINGS, FINDING, result.description());
    addSection(sections, CONCLUSIONS, CONCLUSION, result.conclusion());
    addSection(sections, RECOMMENDATIONS, RECOMMENDATION, result.recommendation());
    return StructuredReport.of(
        subject,
        CaseObject.Kind.RESULT_SR,
        REPORT,
        new StructuredReport.Observer(
            result.authorName(),
            subject.consultation().consultingSite().name(),
            result.signedAt().orElseThrow()),
        sections);
  }

  private static void addSection(List<Attributes> sections, Code heading, Code name, String text) {
    if (!text.isBlank()) {
      sections.add(ContentItem.container(heading, ContentItem.text("CONTAINS", name, text)));
    }
  }

  /** The signed result as a PDF inside a DICOM object (PS3.3 A.45.1). */
  static Attributes pdf(DocumentSubject subject, ReadingResult result) {
    return encapsulated(
        subject,
        CaseObject.Kind.RESULT_PDF,
        ResultPdf.of(subject.consultation(), result),
        result.signedAt().orElseThrow());
  }

  /** A PDF about the subject's study inside a DICOM object, titled as the result. */
  static Attributes encapsulated(
      DocumentSubject subject, CaseObject.Kind kind, byte[] pdf, Instant signedAt) {
    return DocumentModules.of(subject, kind, signedAt)
        .set(Tag.SOPClassUID, UID.EncapsulatedPDFStorage)
        .set(Tag.Modality, "DOC")
        .set(Tag.SeriesDescription, "Kết quả hội chẩn (PDF)")
        .set(Tag.ConversionType, "WSD")
        .set(Tag.AcquisitionDateTime, VietnamTime.dicomDateTime(signedAt))
        .set(Tag.BurnedInAnnotation, "YES")
        .set(Tag.RecognizableVisualFeatures, "NO")
        .setItems(
            Tag.SourceInstanceSequence,
            subject.evidence().stream().map(DocumentModules::reference).toArray(Attributes[]::new))
        .set(Tag.DocumentTitle, ResultPdf.TITLE)
        .setItems(Tag.ConceptNameCodeSequence, REPORT.item())
        .set(Tag.VerificationFlag, "VERIFIED")
        .set(Tag.MIMETypeOfEncapsulatedDocument, "application/pdf")
        .setIntegers(Tag.EncapsulatedDocumentLength, pdf.length)
        .setBytes(Tag.EncapsulatedDocument, VR.OB, pdf);
  }

  /**
   * This site's receipt for a parcel, in words and as the signed text itself.
   *
   * @param kind IMAGE_RECEIPT at the consulting site, RESULT_RECEIPT at the requesting site
   */
  static Attributes receipt(DocumentSubject subject, CaseObject.Kind kind, Receipt receipt) {
    ConsultationCase consultation = subject.consultation();
    boolean images = kind == CaseObject.Kind.IMAGE_RECEIPT;
    String words =
        "%s đã nhận và lưu trữ %d đối tượng DICOM (%s) của ca hội chẩn %s từ %s lúc %s (UTC+7)."
            .formatted(
                consultation.self().name(),
                subject.evidence().size(),
                images ? "hình ảnh" : "kết quả",
                consultation.caseId(),
                consultation.peer().name(),
                VietnamTime.minute(receipt.committedAt()));
    List<Attributes> sections = new ArrayList<>();
    addSection(sections, FINDINGS, FINDING, words + "\n" + digests(subject.evidence()));
    addSection(
        sections,
        CONCLUSIONS,
        CONCLUSION,
        "Văn bản đã ký:\n%s\n\nChữ ký số (SHA256withECDSA, Base64):\n%s"
            .formatted(receipt.document().body(), receipt.document().signature()));
    return StructuredReport.of(
        subject,
        kind,
        images ? IMAGE_RECEIPT : RESULT_RECEIPT,
        new StructuredReport.Observer(
            consultation.self().name(), consultation.self().name(), receipt.committedAt()),
        sections);
  }

  private static String digests(List<InstanceRecord> instances) {
    StringBuilder text = new StringBuilder("SOP Instance UID · SHA-256 của tệp:");
    for (InstanceRecord instance : instances) {
      text.append('\n')
          .append(instance.sopInstanceUID())
          .append(" · ")
          .append(instance.fileDigest());
    }
    return text.toString();
  }
}
