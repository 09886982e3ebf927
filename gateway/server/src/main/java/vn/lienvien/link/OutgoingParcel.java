package vn.lienvien.link;

import java.io.IOException;

/**
 * A parcel ready to be sent.
 *
 * @param known whether an earlier process may have offered it: the peer is asked before it is
 *     offered again
 */
record OutgoingParcel(Offer offer, OutgoingContent content, boolean known) {
  byte[] piece(int piece) throws IOException {
    ContentIndex index = offer.content();
    byte[] bytes = new byte[index.pieceLength(piece)];
    content.read(index.pieceOffset(piece), bytes);
    return bytes;
  }
}
