package vn.lienvien.config;

/**
 * How the losslessness of what is compressed here is checked beyond the proof of every frame.
 *
 * @param secondDecoderEvery how many frames pass for one that a second decoder checks too; 0: none
 */
public record ProofSettings(int secondDecoderEvery) {
  public static final ProofSettings DEFAULT = new ProofSettings(64);
}
