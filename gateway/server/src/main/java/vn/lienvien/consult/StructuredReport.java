package vn.lienvien.consult;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vn.lienvien.consult.ContentItem.Code;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.model.CaseObject;

/** Basic Text SR, complete and verified (PS3.3 A.35.1), language Vietnamese (PS3.16 TID 1204). */
final class StructuredReport {
  private static final Code LANGUAGE = Code.dcm(121049, "Language of Content Item and Descendants");
  private static final Code VIETNAMESE = new Code("vi", "RFC5646", "Vietnamese");
  private static final Code OBSERVER_TYPE = Code.dcm(121005, "Observer Type");
  private static final Code PERSON = Code.dcm(121006, "Person");
  private static final Code PERSON_OBSERVER_NAME = Code.dcm(121008, "Person Observer Name");
  private static final Code ORGANIZATION = Code.dcm(121009, "Person Observer's Organization Name");
  private static final String OBSERVATION = "HAS OBS CONTEXT";
  private static final Code STUDY = Code.dcm(121018, "Procedure Study Instance UID");

  private StructuredReport() {}

  /**
   * Who stands for the document.
   *
   * @param name the person, or the site where the gateway itself speaks
   */
  record Observer(String name, String organization, Instant at) {
    /** The person observer (TID 1003), by name alone. */
    List<Attributes> items() {
      return List.of(
          ContentItem.code(OBSERVATION, OBSERVER_TYPE, PERSON),
          ContentItem.personName(
              OBSERVATION, PERSON_OBSERVER_NAME, DocumentModules.personName(name)));
    }
  }

  /** A report with the given title and sections (TID 2000: language, observer, sections). */
  static Attributes of(
      DocumentSubject subject,
      CaseObject.Kind kind,
      Code title,
      Observer observer,
      List<Attributes> sections) {
    Attributes dataset = DocumentModules.of(subject, kind, observer.at());
    Attributes verifying =
        new Attributes()
            .set(Tag.VerifyingOrganization, DocumentModules.longString(observer.organization()))
            .set(Tag.VerificationDateTime, VietnamTime.dicomDateTime(observer.at()))
            .set(Tag.VerifyingObserverName, DocumentModules.personName(observer.name()))
            .setItems(Tag.VerifyingObserverIdentificationCodeSequence);
    dataset
        .set(Tag.SOPClassUID, UID.BasicTextSRStorage)
        .set(Tag.Modality, "SR")
        .set(Tag.SeriesDescription, DocumentModules.longString(title.meaning()))
        .setItems(Tag.ReferencedPerformedProcedureStepSequence)
        .set(Tag.CompletionFlag, "COMPLETE")
        .set(Tag.VerificationFlag, "VERIFIED")
        .setItems(Tag.VerifyingObserverSequence, verifying)
        .setItems(Tag.ReferencedRequestSequence, DocumentModules.request(subject))
        .setItems(Tag.PerformedProcedureCodeSequence)
        .setItems(
            Tag.CurrentRequestedProcedureEvidenceSequence,
            DocumentModules.evidence(subject.evidence()));
    List<Attributes> content = context(subject, observer);
    content.addAll(sections);
    return ContentItem.root(dataset, title, "2000", content);
  }

  private static List<Attributes> context(DocumentSubject subject, Observer observer) {
    List<Attributes> items = new ArrayList<>();
    items.add(ContentItem.code("HAS CONCEPT MOD", LANGUAGE, VIETNAMESE));
    items.addAll(observer.items());
    items.add(ContentItem.text(OBSERVATION, ORGANIZATION, observer.organization()));
    items.add(ContentItem.uid(OBSERVATION, STUDY, subject.consultation().studyInstanceUID()));
    return items;
  }
}
