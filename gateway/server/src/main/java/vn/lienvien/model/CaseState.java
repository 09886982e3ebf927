package vn.lienvien.model;

/**
 * Where a consultation stands at this site. The two roles walk different paths through it; both end
 * in {@link #CLOSED}, or in {@link #DECLINED} when the consulting site does not read the case.
 *
 * <pre>
 * REQUESTING  REQUESTED → FETCHING → PREPARING → SENDING → AWAITING_RESULT → RETURNING → SEALING → CLOSED
 * CONSULTING  ARRIVED → READABLE → SIGNED → SEALING → AWAITING_COUNTERSIGNATURE → CLOSED
 * </pre>
 */
public enum CaseState {
  /** The order is committed; nothing else has happened. */
  REQUESTED,
  /** The study is being found at the PACS and moved here. */
  FETCHING,
  /** Every expected instance is here; frames are being compressed and proved. */
  PREPARING,
  /** The study parcel is on its way; no receipt yet. */
  SENDING,
  /** The consulting site has receipted the study; its result has not come. */
  AWAITING_RESULT,
  /** The result is here; it is being stored at the PACS and sent to the HIS. */
  RETURNING,
  /** Everything is stored on this side; the common ledger is being signed. */
  SEALING,
  /** The study parcel is committed here; its receipt object is being made. */
  ARRIVED,
  /** On the reading list. */
  READABLE,
  /** The result is signed and on its way back. */
  SIGNED,
  /** The ledger is signed here and waits for the other side's signature. */
  AWAITING_COUNTERSIGNATURE,
  /** Both ends hold the case and a ledger with both signatures. */
  CLOSED,
  /** The consulting site does not read it, and has said why; it may be asked of another one. */
  DECLINED,
  /** A person must act; {@link ConsultationCase#reason()} says on what. */
  NEEDS_ATTENTION
}
