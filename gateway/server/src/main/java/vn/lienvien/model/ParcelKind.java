package vn.lienvien.model;

/** What a parcel carries, in the order in which a case sends them. */
public enum ParcelKind {
  /** A → B: the order and the images. */
  STUDY,
  /** A → B: images that reached A's PACS when the study was sent already. */
  MORE_IMAGES,
  /** B → A: SR, PDF and the receipt for the images. */
  RESULT,
  /** A → B: what A has stored, and the receipt for the result. */
  STATEMENT,
  /** B → A: the whole ledger, signed by B. */
  LEDGER,
  /** A → B: A's signature under the same ledger. */
  COUNTERSIGNATURE,
  /** Either way, at any time: one note about the case, such as a critical finding. No objects. */
  NOTE,
  /** B → A: SR and PDF of an addendum, once the case is closed. */
  ADDENDUM
}
