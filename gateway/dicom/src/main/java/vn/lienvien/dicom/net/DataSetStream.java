package vn.lienvien.dicom.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.io.Part10Writer;

/**
 * The data set of an incoming message as it comes off the wire. What is not read yet stays in the
 * socket: a slow reader slows the sender. An end of the association in the middle of the object is
 * an {@link AssociationException}. Used by one thread, only while its handler runs.
 */
public final class DataSetStream extends InputStream {
  private final MessageReader reader;
  private final int contextId;
  private ByteBuf piece = Unpooled.EMPTY_BUFFER;
  private boolean complete;
  private long bytesRead;

  DataSetStream(MessageReader reader, int contextId) {
    this.reader = reader;
    this.contextId = contextId;
  }

  /** Bytes handed out so far. */
  public long bytesRead() {
    return bytesRead;
  }

  @Override
  public int read() throws IOException {
    if (!hasPiece()) {
      return -1;
    }
    bytesRead++;
    return piece.readUnsignedByte();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (!hasPiece()) {
      return -1;
    }
    int taken = Math.min(length, piece.readableBytes());
    piece.readBytes(target, offset, taken);
    bytesRead += taken;
    return taken;
  }

  @Override
  public int available() {
    return piece.readableBytes();
  }

  /** Writes all that follows, straight from the socket's buffers; returns how many bytes. */
  public long transferTo(WritableByteChannel target) throws IOException {
    long before = bytesRead;
    while (hasPiece()) {
      while (piece.isReadable()) {
        int written = target.write(piece.nioBuffer());
        piece.skipBytes(written);
        bytesRead += written;
      }
    }
    return bytesRead - before;
  }

  /** Writes a Part 10 file: its meta group, then all that follows. */
  public void writeFile(WritableByteChannel file, Attributes fileMeta) throws IOException {
    Part10Writer.writeHeader(Channels.newOutputStream(file), fileMeta);
    transferTo(file);
  }

  /** Reads to the end and throws it away, so that the next message can be read. */
  void drain() throws AssociationException {
    while (hasPiece()) {
      piece.skipBytes(piece.readableBytes());
    }
  }

  /** Lets go of what the stream still holds; the association calls it when a handler is done. */
  void discard() {
    swap(Unpooled.EMPTY_BUFFER);
  }

  private void swap(ByteBuf next) {
    piece.release();
    piece = next;
  }

  private boolean hasPiece() throws AssociationException {
    while (!piece.isReadable() && !complete) {
      Pdu.Pdv pdv = reader.dataFragment(contextId);
      swap(pdv.bytes());
      complete = pdv.last();
    }
    if (!piece.isReadable()) {
      swap(Unpooled.EMPTY_BUFFER);
      return false;
    }
    return true;
  }
}
