package vn.lienvien.pull;

import java.io.IOException;
import java.util.List;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.model.ConsultationCase;

/** Which study a case is about, as the PACS answers. */
sealed interface StudyLookup {
  record Found(String studyInstanceUID) implements StudyLookup {}

  /** The PACS shows nothing: not made yet, not stored yet, or a wrong number. */
  record NotFound(String reason) implements StudyLookup {}

  /** More than one study matches: a person must pick. */
  record Ambiguous(String reason) implements StudyLookup {}

  static StudyLookup of(ConsultationCase consultation, PacsNode pacs) throws IOException {
    if (!consultation.studyInstanceUID().isEmpty()) {
      return new Found(consultation.studyInstanceUID());
    }
    if (!consultation.order().studyInstanceUID().isEmpty()) {
      return new Found(consultation.order().studyInstanceUID());
    }
    List<String> uids =
        pacs.findStudies(StudyKeys.of(consultation.order())).stream()
            .filter(study -> StudyKeys.isOf(study, consultation.order()))
            .map(study -> study.string(Tag.StudyInstanceUID, ""))
            .filter(uid -> !uid.isEmpty())
            .distinct()
            .toList();
    String by = StudyKeys.describe(consultation.order());
    return switch (uids.size()) {
      case 0 -> new NotFound("the PACS shows no study for " + by);
      case 1 -> new Found(uids.getFirst());
      default ->
          new Ambiguous(
              "the PACS shows %d studies for %s: pick one in the web page"
                  .formatted(uids.size(), by));
    };
  }
}
