package vn.lienvien.dicom.codec;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Has a sample of our own codestreams decoded by another implementation, because a fault that
 * encoder and decoder of one library share would prove itself. Safe for many threads.
 */
final class SecondOpinion {
  private final int every;
  private final Jpeg2000Decoding decoder;
  private final AtomicLong frames = new AtomicLong();

  /**
   * @param every how many frames pass for one that is checked; 0 checks none
   */
  SecondOpinion(int every, Jpeg2000Decoding decoder) {
    this.every = every;
    this.decoder = decoder;
  }

  /**
   * @throws FrameCodecException when this frame is of the sample and comes back different
   */
  void ask(byte[] codestream, Jpeg2000Format format, byte[] frame) throws FrameCodecException {
    boolean sampled = every > 0 && frames.getAndIncrement() % every == 0;
    if (sampled && !Arrays.equals(frame, decoder.decode(codestream, format))) {
      throw FrameCodecException.unsupported("a second decoder sees other cells");
    }
  }
}
