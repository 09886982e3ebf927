package vn.lienvien.link;

import java.util.Arrays;

/**
 * A parcel that its sender believes to be known at the receiver.
 *
 * @param manifestDigest hex, as in its receipt
 * @param offerDigest as {@link Offer#digest()}
 */
record Resumption(String parcelId, String manifestDigest, byte[] offerDigest) {
  static Resumption of(Offer offer) {
    return new Resumption(offer.parcelId(), offer.manifestDigest(), offer.digest());
  }

  Frame frame(int transfer) {
    return new Frame(
        FrameType.RESUME,
        new WireWriter()
            .u32(transfer)
            .text(parcelId)
            .digest(manifestDigest)
            .bytes(offerDigest)
            .toByteArray());
  }

  /** Reads what follows the transfer's number. */
  static Resumption read(WireReader in) throws LinkFormatException {
    return new Resumption(in.text(), in.digest(), in.bytes(32));
  }

  boolean isFor(Offer offer) {
    return offer.parcelId().equals(parcelId) && Arrays.equals(offer.digest(), offerDigest);
  }
}
