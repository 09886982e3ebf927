package vn.lienvien.link;

/** What became of one chunk; HTTP answers 204, 422 and 404. */
enum ChunkOutcome {
  KEPT,
  /** Its bytes are not what the offer announced; send it again. */
  CORRUPT,
  /** No such parcel is being received, or it has no such chunk; offer the parcel again. */
  UNKNOWN
}
