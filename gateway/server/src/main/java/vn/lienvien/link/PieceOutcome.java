package vn.lienvien.link;

/** What became of one piece of a parcel's content. */
enum PieceOutcome {
  /** It is in its place, now or since earlier. */
  KEPT,
  /** It was the last one: every chunk is here and its digest fits. */
  COMPLETE,
  /** Its chunk is not what the offer announced; the whole chunk is asked for again. */
  CORRUPT,
  /** No such parcel is being received, or it has no such piece. */
  UNKNOWN,
  /** It could not be kept for a reason at this end, such as a full disk. */
  POSTPONED
}
