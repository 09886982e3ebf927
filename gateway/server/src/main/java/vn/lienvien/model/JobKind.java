package vn.lienvien.model;

/** Kinds of durable work; the subject of a job is named per kind. */
public enum JobKind {
  /** Subject case id: look at the facts and take the case's next step (consult). */
  ADVANCE_CASE,
  /** Subject case id: find the study at the PACS, move what is missing (pull). */
  FETCH_STUDY,
  /** Subject case id: see whether the study has grown at the PACS since it was sent (pull). */
  WATCH_STUDY,
  /** Subject case id: compress and prove every image of the case (archive). */
  PREPARE_IMAGES,
  /**
   * Subject case id: bring every object of the case to this site's PACS and prove it there (store).
   */
  STORE_TO_PACS,
  /** Subject case id: send the ORU^R01 and wait for its acknowledgement (hl7). */
  NOTIFY_HIS,
  /** Subject case id, a slash and a note id: send the addendum to the HIS (hl7). */
  SEND_ADDENDUM,
  /**
   * Subject study instance UID: a pushed study has gone quiet; apply the routing rules (consult).
   */
  ROUTE_STUDY,
  /** Subject {@link Forward}: bring a study to a site without Liên Viện and prove it (store). */
  SEND_STUDY
}
