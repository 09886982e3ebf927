package vn.lienvien.pull;

import java.io.IOException;
import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Order;
import vn.lienvien.model.OrderSource;

/** Which study a case is about, as the PACS answers. */
sealed interface StudyLookup {
  record Found(String studyInstanceUID) implements StudyLookup {}

  /** The PACS shows nothing: not made yet, not stored yet, or a wrong number. */
  record NotFound(String reason) implements StudyLookup {}

  /** Not for a program to decide: several studies match, or the one is of another person. */
  record ForAPerson(String reason) implements StudyLookup {}

  static StudyLookup of(ConsultationCase consultation, PacsNode pacs) throws IOException {
    Order order = consultation.order();
    if (order.source() == OrderSource.PUSH) {
      return new Found(order.studyInstanceUID()); // it is here, and it is where the order is from
    }
    List<Attributes> studies =
        pacs.findStudies(StudyKeys.of(order)).stream()
            .filter(study -> StudyKeys.isOf(study, order))
            .filter(study -> !uid(study).isEmpty())
            .toList();
    List<String> uids = studies.stream().map(StudyLookup::uid).distinct().toList();
    String by = StudyKeys.describe(order);
    if (uids.isEmpty()) {
      return new NotFound("the PACS shows no study for " + by);
    }
    if (uids.size() > 1) {
      return new ForAPerson(
          "the PACS shows %d studies for %s: pick one on the page of the case"
              .formatted(uids.size(), by));
    }
    if (!studies.stream().allMatch(study -> SamePatient.isPlausible(study, order))) {
      return new ForAPerson(
          "the PACS shows the study for %s under another patient than the order's: correct the one"
                  .formatted(by)
              + " that is wrong and try again, or pick another study on the page of the case");
    }
    return new Found(uids.getFirst());
  }

  private static String uid(Attributes study) {
    return study.string(Tag.StudyInstanceUID, "");
  }
}
