package vn.lienvien.consult;

import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.InstanceRecord;

/**
 * What an object made here is about.
 *
 * @param image the data set of one image of the study: its patient and study are the object's
 * @param evidence the instances that the object speaks of, in a stable order
 */
record DocumentSubject(
    ConsultationCase consultation, Attributes image, List<InstanceRecord> evidence) {

  /**
   * The one of the evidence that has the UID.
   *
   * @throws EnvelopeException when none has
   */
  InstanceRecord evidence(String sopInstanceUID) {
    return evidence.stream()
        .filter(instance -> instance.sopInstanceUID().equals(sopInstanceUID))
        .findFirst()
        .orElseThrow(() -> new EnvelopeException(sopInstanceUID + " is no image of the case"));
  }
}
