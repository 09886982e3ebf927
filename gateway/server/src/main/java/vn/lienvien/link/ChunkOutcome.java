package vn.lienvien.link;

/** What became of one chunk; HTTP answers 204, 422, 404 and 503. */
enum ChunkOutcome {
  KEPT,
  /** Its bytes are not what the offer announced; send it again. */
  CORRUPT,
  /** No such parcel is being received, or it has no such chunk; offer the parcel again. */
  UNKNOWN,
  /** It could not be read or kept for a reason at one end, such as a full disk; try later. */
  POSTPONED
}
