package vn.lienvien.link;

/** What a connection writes next. */
sealed interface Outgoing {
  /** A small frame. */
  record Small(Frame frame) implements Outgoing {}

  /** Frames ahead of their parcel. */
  record Ahead(LinkAhead.Stretch stretch) implements Outgoing {}

  /** A piece of content, read from its file only now; of the parcel as it was packed then. */
  record Content(Transfer transfer, OutgoingParcel parcel, int piece) implements Outgoing {
    int length() {
      return parcel.offer().content().pieceLength(piece);
    }
  }
}
