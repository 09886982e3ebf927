package vn.lienvien.consult;

import java.util.ArrayList;
import java.util.List;
import vn.lienvien.consult.Annotations.KeyImage;
import vn.lienvien.consult.ContentItem.Code;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.InstanceRecord;

/** A reader's key images as Key Object Selection Document (PS3.3 A.35.4, PS3.16 TID 2010). Pure. */
final class KeyImageSelection {
  private static final Code OF_INTEREST = Code.dcm(113000, "Of Interest");

  private KeyImageSelection() {}

  static Attributes of(
      DocumentSubject subject, List<KeyImage> keys, StructuredReport.Observer observer) {
    List<InstanceRecord> selected =
        keys.stream().map(key -> subject.evidence(key.sopInstanceUID())).distinct().toList();
    List<Attributes> content = new ArrayList<>(observer.items());
    keys.forEach(key ->
        content.add(
            MeasuredItem.image(
                "CONTAINS", subject.evidence(key.sopInstanceUID()), key.frameNumber())));
    Attributes dataset =
        DocumentModules.of(subject, CaseObject.Kind.KEY_IMAGES, observer.at())
            .set(Tag.SOPClassUID, UID.KeyObjectSelectionDocumentStorage)
            .set(Tag.Modality, "KO")
            .set(Tag.SeriesDescription, "Ảnh tiêu biểu")
            .setItems(Tag.ReferencedPerformedProcedureStepSequence)
            .setItems(Tag.ReferencedRequestSequence, DocumentModules.request(subject))
            .setItems(
                Tag.CurrentRequestedProcedureEvidenceSequence, DocumentModules.evidence(selected));
    return ContentItem.root(dataset, OF_INTEREST, "2010", content);
  }
}
