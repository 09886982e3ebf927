package vn.lienvien.dicom.net;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Answers a SOP Class Extended Negotiation (PS3.7 D.3.3.5) as acceptor. */
@FunctionalInterface
public interface ExtendedNegotiation {
  /**
   * @param proposed service class application information, as its part of PS3.4 defines it
   * @return what is agreed to; empty to leave the item unanswered, which means not supported
   */
  Optional<ByteBuffer> answer(ByteBuffer proposed);

  /** Agrees byte by byte to what both want: for services whose bytes are flags (PS3.4 C.5.1.1). */
  static ExtendedNegotiation flags(int... supported) {
    return proposed -> {
      ByteBuffer agreed = ByteBuffer.allocate(Math.min(proposed.remaining(), supported.length));
      for (int i = 0; i < agreed.capacity(); i++) {
        agreed.put(i, (byte) (proposed.get(proposed.position() + i) & supported[i]));
      }
      return Optional.of(agreed);
    };
  }
}
