package vn.lienvien.link;

import java.util.BitSet;

/** What the receiver says to an offer, to a resumption, or unasked. */
sealed interface Answer {
  /** These pieces are not here. */
  record Lacking(BitSet pieces) implements Answer {}

  /** These pieces were here but their chunk was not what the offer announced. */
  record Again(BitSet pieces) implements Answer {}

  /** Everything is here and is being proved and archived. */
  record Verifying() implements Answer {}

  /** Offer it (again). */
  record Unknown() implements Answer {}

  /** Not acceptable, and will not be. */
  record Refused(String reason) implements Answer {}

  /** Not now. */
  record Postponed(String reason) implements Answer {}

  default Frame frame(int transfer) {
    WireWriter out = new WireWriter().u32(transfer);
    switch (this) {
      case Lacking lacking -> out.u8(0).runs(lacking.pieces());
      case Again again -> out.u8(1).runs(again.pieces());
      case Verifying verifying -> out.u8(2);
      case Unknown unknown -> out.u8(3);
      case Refused refused -> out.u8(4).text(PlainText.of(refused.reason()));
      case Postponed postponed -> out.u8(5).text(PlainText.of(postponed.reason()));
    }
    return new Frame(FrameType.ANSWER, out.toByteArray());
  }

  /** Reads what follows the transfer's number. */
  static Answer read(WireReader in, int pieces) throws LinkFormatException {
    return switch (in.u8()) {
      case 0 -> new Lacking(in.runs(pieces));
      case 1 -> new Again(in.runs(pieces));
      case 2 -> new Verifying();
      case 3 -> new Unknown();
      case 4 -> new Refused(PlainText.of(in.text()));
      case 5 -> new Postponed(PlainText.of(in.text()));
      default -> throw new LinkFormatException("an answer of an unknown kind");
    };
  }
}
