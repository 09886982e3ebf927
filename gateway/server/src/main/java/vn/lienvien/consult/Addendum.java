package vn.lienvien.consult;

import java.util.ArrayList;
import java.util.List;
import vn.lienvien.consult.ContentItem.Code;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.model.CaseNote;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.ReadingResult;

/**
 * Words added to a signed result: documents of their own that name the result they add to, which
 * stays as it is (PS3.3 C.17.2.3: Predecessor Documents Sequence).
 *
 * @param number 1 for the first of its case
 */
record Addendum(ConsultationCase consultation, CaseNote note, int number) {
  private static final Code TITLE = new Code("55107-7", "LN", "Addendum Document");

  String parcelId() {
    return CaseFacts.parcelId(consultation.caseId(), ParcelKind.ADDENDUM, note.noteId());
  }

  /** The same after every restart and at both sites. */
  String uid(CaseObject.Kind kind) {
    return uid(consultation.caseId(), kind, note.noteId());
  }

  static String uid(String caseId, CaseObject.Kind kind, String noteId) {
    return UIDs.nameBased(caseId + "/" + kind + "/" + noteId);
  }

  Attributes report(DocumentSubject subject) {
    List<Attributes> sections = new ArrayList<>();
    sections.add(
        ContentItem.container(
            TITLE, ContentItem.text("CONTAINS", ResultDocuments.FINDING, note.text())));
    Attributes dataset =
        StructuredReport.of(
            subject,
            CaseObject.Kind.ADDENDUM_SR,
            TITLE,
            new StructuredReport.Observer(
                note.authorName(), consultation.consultingSite().name(), note.at()),
            sections);
    return numbered(dataset, CaseObject.Kind.ADDENDUM_SR)
        .setItems(Tag.PredecessorDocumentsSequence, predecessor(CaseObject.Kind.RESULT_SR));
  }

  Attributes pdf(DocumentSubject subject, ReadingResult result) {
    Attributes dataset =
        ResultDocuments.encapsulated(
            subject,
            CaseObject.Kind.ADDENDUM_PDF,
            ResultPdf.addendum(consultation, result, this),
            note.at());
    return numbered(dataset, CaseObject.Kind.ADDENDUM_PDF)
        .set(Tag.SeriesDescription, "Bổ sung kết quả hội chẩn (PDF)")
        .set(Tag.DocumentTitle, ResultPdf.ADDENDUM_TITLE)
        .setItems(Tag.ConceptNameCodeSequence, TITLE.item());
  }

  private Attributes numbered(Attributes dataset, CaseObject.Kind kind) {
    return dataset.set(Tag.SOPInstanceUID, uid(kind)).setIntegers(Tag.InstanceNumber, number);
  }

  private Attributes predecessor(CaseObject.Kind kind) {
    String caseId = consultation.caseId();
    Attributes reference =
        new Attributes()
            .set(Tag.ReferencedSOPClassUID, UID.BasicTextSRStorage)
            .set(Tag.ReferencedSOPInstanceUID, DocumentModules.sopInstanceUID(caseId, kind));
    Attributes series =
        new Attributes()
            .set(Tag.SeriesInstanceUID, DocumentModules.seriesInstanceUID(caseId, kind))
            .setItems(Tag.ReferencedSOPSequence, reference);
    return new Attributes()
        .set(Tag.StudyInstanceUID, consultation.studyInstanceUID())
        .setItems(Tag.ReferencedSeriesSequence, series);
  }
}
