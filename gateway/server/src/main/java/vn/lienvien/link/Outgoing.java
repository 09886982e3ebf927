package vn.lienvien.link;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a connection writes next. */
sealed interface Outgoing {
  /** A small frame. */
  record Small(Frame frame) implements Outgoing {}

  /** What is acknowledged by the peer and read from its file only when it is written. */
  sealed interface Cargo extends Outgoing {
    /** Bytes of content. */
    int length();

    Frame frame() throws IOException;
  }

  /** Frames ahead of their parcel. */
  record Ahead(AheadStream.Stretch stretch) implements Cargo {
    @Override
    public int length() {
      return stretch.length();
    }

    @Override
    public Frame frame() throws IOException {
      return new Frame(FrameType.AHEAD, stretch.body());
    }
  }

  /** A piece of content, of the parcel as it was packed then. */
  record Content(Transfer transfer, OutgoingParcel parcel, int piece) implements Cargo {
    @Override
    public int length() {
      return parcel.offer().content().pieceLength(piece);
    }

    @Override
    public Frame frame() throws IOException {
      byte[] bytes = parcel.piece(piece);
      byte[] body =
          ByteBuffer.allocate(8 + bytes.length)
              .putInt(transfer.number())
              .putInt(piece)
              .put(bytes)
              .array();
      return new Frame(FrameType.DATA, body);
    }
  }
}
