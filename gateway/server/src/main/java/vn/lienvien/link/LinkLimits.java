package vn.lienvien.link;

/**
 * The most that a peer may ask of us; everything it says is held against these before use.
 *
 * @param manifestBytes manifest, uncompressed
 * @param objects objects in one parcel
 * @param objectBytes one rebuilt file
 * @param parcelBytes all rebuilt files of one parcel together
 * @param openParcels parcels of one site that may be under way to us at once
 */
public record LinkLimits(
    int manifestBytes, int objects, long objectBytes, long parcelBytes, int openParcels) {
  /** What is sent and acknowledged as one: with its frame header it fills one TLS record. */
  public static final int PIECE_BYTES = 16_320;

  /** The same for frames that go ahead of their parcel: with its longer header also one record. */
  static final int AHEAD_BYTES = PIECE_BYTES - 4;

  /**
   * What a connection that begins takes of them at first: ten segments, with which every TCP begins
   * (RFC 6928), carry it, and no round trip is waited for its last bytes while the line is idle.
   */
  static final int FIRST_AHEAD_BYTES = 13_500;

  /** Frames that one case may have ahead of its parcel; more would only fill the other's disk. */
  static final long STREAM_BYTES = 1L << 30;

  static final int PIECES_A_CHUNK = 8;

  /** What one digest covers, and what is found again after a kill. */
  public static final int CHUNK_BYTES = PIECES_A_CHUNK * PIECE_BYTES;

  /** Enough for a whole-body CT with perfusion, a cine US and a mammography tomosynthesis. */
  public static LinkLimits standard() {
    return new LinkLimits(16 << 20, 20_000, 16L << 30, 64L << 30, 256);
  }

  /** The largest offer that can be within these limits, uncompressed. */
  long offerBytes() {
    return manifestBytes + 32L * (parcelBytes / CHUNK_BYTES + 1) + 64;
  }
}
