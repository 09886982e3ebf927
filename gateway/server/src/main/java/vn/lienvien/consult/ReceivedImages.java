package vn.lienvien.consult;

import java.util.List;
import java.util.Set;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.ParcelManifest;

/** Images that came after the study, at the site that reads: they join the case and its PACS. */
record ReceivedImages(CaseRooms rooms, CaseFacts facts, CaseWork work) {
  /**
   * @throws EnvelopeException when the parcel holds anything but images of the case's study
   */
  static void check(ParcelManifest manifest, ConsultationCase consultation) {
    boolean imagesOfStudy =
        !manifest.objects().isEmpty()
            && manifest.objects().stream()
                .allMatch(o ->
                    o.kind() == CaseObject.Kind.IMAGE
                        && o.studyInstanceUID().equals(consultation.studyInstanceUID()));
    if (!imagesOfStudy) {
      throw new EnvelopeException("the parcel does not hold images of the case's study");
    }
  }

  /**
   * The case with what has come since; its history says so, above all when the result was signed
   * without these images.
   */
  ConsultationCase adopt(ConsultationCase consultation) {
    Set<String> known = rooms.cases().sopInstanceUIDs(consultation.caseId());
    List<ParcelManifest> fresh =
        rooms.parcels().incomingOf(consultation.caseId()).stream()
            .filter(parcel -> parcel.kind() == ParcelKind.MORE_IMAGES)
            .filter(parcel ->
                parcel.objects().stream().anyMatch(o -> !known.contains(o.sopInstanceUID())))
            .toList();
    ConsultationCase latest = consultation;
    for (ParcelManifest parcel : fresh) {
      latest = adopt(latest, parcel);
    }
    return latest;
  }

  private ConsultationCase adopt(ConsultationCase consultation, ParcelManifest parcel) {
    boolean signed =
        rooms.results().of(consultation.caseId()).flatMap(r -> r.signedAt()).isPresent();
    String reason =
        signed
            ? "%d more images came after the result was signed"
            : "%d more images of the study have come";
    return rooms
        .database()
        .transact(transaction -> {
          rooms
              .ledger()
              .addDocument(
                  transaction,
                  rooms.parcels().incomingReceipt(parcel.parcelId()).orElseThrow().document());
          work.adopt(transaction, consultation, parcel);
          return rooms
              .cases()
              .update(
                  transaction,
                  consultation.in(consultation.state(), reason.formatted(parcel.objects().size())));
        });
  }
}
