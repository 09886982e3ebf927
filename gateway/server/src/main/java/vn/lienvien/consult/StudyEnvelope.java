package vn.lienvien.consult;

import java.time.Instant;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Order;
import vn.lienvien.model.PlacementOutcome;
import vn.lienvien.model.Site;

/** What a STUDY parcel says beside its images: who asks whom what, and by when. */
record StudyEnvelope(
    int version,
    Site requestingSite,
    Site consultingSite,
    String studyInstanceUID,
    Instant createdAt,
    Instant deadline,
    Order order) {
  static final int VERSION = 1;
  private static final int MAXIMUM_NAME = 200;

  static StudyEnvelope of(ConsultationCase consultation) {
    return new StudyEnvelope(
        VERSION,
        consultation.requestingSite(),
        consultation.consultingSite(),
        consultation.studyInstanceUID(),
        consultation.createdAt(),
        consultation.deadline(),
        consultation.order());
  }

  static StudyEnvelope read(String text) {
    StudyEnvelope envelope = Json.read(text, StudyEnvelope.class);
    if (envelope.version != VERSION) {
      throw new EnvelopeException("study envelope of version " + envelope.version);
    }
    if (envelope.requestingSite.name().length() > MAXIMUM_NAME
        || envelope.consultingSite.name().length() > MAXIMUM_NAME) {
      throw new EnvelopeException("the name of a site is too long");
    }
    OrderRules.fault(envelope.order).ifPresent(StudyEnvelope::refuse);
    return envelope;
  }

  private static void refuse(PlacementOutcome.Invalid fault) {
    throw new EnvelopeException("order " + fault.field() + ": " + fault.reason());
  }

  /** The consulting site's case. */
  ConsultationCase arrived(String caseId) {
    return new ConsultationCase(
        caseId,
        CaseRole.CONSULTING,
        requestingSite,
        consultingSite,
        order,
        studyInstanceUID,
        CaseState.ARRIVED,
        "the study has arrived",
        createdAt,
        createdAt,
        deadline,
        0);
  }
}
