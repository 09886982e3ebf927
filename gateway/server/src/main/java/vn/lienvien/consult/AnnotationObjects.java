package vn.lienvien.consult;

import java.util.ArrayList;
import java.util.List;
import vn.lienvien.consult.Annotations.Mark;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.ReadingResult;

/** What a reader has put on the images, as DICOM objects of the case, made when it is signed. */
record AnnotationObjects(CaseRooms rooms, CaseFacts facts, CaseWork work) {

  /**
   * Measurements, key images and views that there are; none where nothing was put on the images.
   */
  List<CaseObject> keep(ConsultationCase consultation, ReadingResult signed) {
    return rooms
        .annotations()
        .of(consultation.caseId())
        .map(kept -> keep(consultation, Annotations.read(kept.body()), signed))
        .orElse(List.of());
  }

  private List<CaseObject> keep(
      ConsultationCase consultation, Annotations annotations, ReadingResult signed) {
    DocumentSubject subject =
        work.subject(consultation, facts.objects(consultation, CaseWork.IMAGES));
    StructuredReport.Observer reader =
        new StructuredReport.Observer(
            signed.authorName(),
            consultation.consultingSite().name(),
            signed.signedAt().orElseThrow());
    List<CaseObject> made = new ArrayList<>();
    if (!annotations.measurements().isEmpty()) {
      made.add(
          work.keep(
              consultation,
              CaseObject.Kind.MEASUREMENTS,
              () -> MeasurementReport.of(subject, annotations.measurements(), reader)));
    }
    if (!annotations.keyImages().isEmpty()) {
      made.add(
          work.keep(
              consultation,
              CaseObject.Kind.KEY_IMAGES,
              () -> KeyImageSelection.of(subject, annotations.keyImages(), reader)));
    }
    annotations.views().forEach(view -> made.add(keep(subject, view, annotations, reader)));
    return made;
  }

  private CaseObject keep(
      DocumentSubject subject,
      ImageView view,
      Annotations annotations,
      StructuredReport.Observer reader) {
    ConsultationCase consultation = subject.consultation();
    List<Mark> drawn =
        annotations.measurements().stream()
            .filter(mark ->
                mark.sopInstanceUID().equals(view.sopInstanceUID())
                    && mark.frameNumber() == view.frameNumber())
            .toList();
    return work.keep(
        consultation,
        CaseObject.Kind.PRESENTATION,
        PresentationState.sopInstanceUID(consultation.caseId(), view),
        () ->
            PresentationState.of(
                subject,
                view,
                rooms.archive().dataset(subject.evidence(view.sopInstanceUID())),
                drawn,
                reader));
  }
}
