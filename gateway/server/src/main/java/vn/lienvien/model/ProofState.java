package vn.lienvien.model;

/** What is known of an instance's pixels (the lossless promise of DESIGN §2). */
public enum ProofState {
  /** Not yet looked at. */
  UNPROVED,
  /** Compressed to JPEG 2000 lossless, decoded again and equal to the original. */
  LOSSLESS,
  /** No pixel data: nothing to compress. */
  NO_PIXELS,
  /** Pixels too few to be worth compressing; frames digested. */
  SMALL,
  /** Already encapsulated (lossy, or lossless already): travels as it is. */
  ALREADY_COMPRESSED,
  /** Compression did not give the same pixels back, or the codec refused: travels as it is. */
  NOT_COMPRESSIBLE
}
