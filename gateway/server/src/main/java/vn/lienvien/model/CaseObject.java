package vn.lienvien.model;

import java.util.Collection;
import java.util.List;

/** One SOP instance that belongs to a case, and why it does. */
public record CaseObject(String caseId, String sopInstanceUID, Kind kind) {
  public enum Kind {
    /** An instance of the study that was sent for reading. */
    IMAGE,
    /** The signed result as Basic Text SR. */
    RESULT_SR,
    /** The signed result as Encapsulated PDF. */
    RESULT_PDF,
    /** The consulting site's signed receipt for the images, as Basic Text SR. */
    IMAGE_RECEIPT,
    /** The requesting site's signed receipt for the result, as Basic Text SR. */
    RESULT_RECEIPT,
    /** An addendum to the signed result as Basic Text SR. */
    ADDENDUM_SR,
    /** An addendum to the signed result as Encapsulated PDF. */
    ADDENDUM_PDF,
    /** The reader's measurements as Comprehensive SR (PS3.16 TID 1500). */
    MEASUREMENTS,
    /** The reader's key images as Key Object Selection (PS3.16 TID 2010). */
    KEY_IMAGES,
    /** How the reader saw one image, as Softcopy Presentation State (PS3.3 A.33). */
    PRESENTATION
  }

  /** Instances of the study that is to be read. */
  public static List<CaseObject> images(String caseId, Collection<String> sopInstanceUIDs) {
    return sopInstanceUIDs.stream().map(uid -> new CaseObject(caseId, uid, Kind.IMAGE)).toList();
  }
}
