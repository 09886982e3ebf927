package vn.lienvien.dicom.net;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes DIMSE messages as P-DATA-TF PDUs (PS3.8 9.3.5, E.2). One message at a time, whole: threads
 * wait for each other. Many PDUs go to the socket in one write, the command together with the first
 * bytes of its data set, so that a small object is one packet.
 */
final class MessageWriter {
  private static final int BATCH_BYTES = 320 << 10;

  /** A batch with less room than this, and than a whole PDU, goes out. */
  private static final int LARGEST_GAP = 128 << 10;

  /** PDU type, reserved, PDU length (4), PDV length (4), context, message control header. */
  private static final int HEADERS = 12;

  private static final int COMMAND = 1;
  private static final int LAST = 2;

  private final ReentrantLock lock = new ReentrantLock();
  private final UpperLayer upper;
  private final int valueCapacity;

  MessageWriter(UpperLayer upper, int maximumPduLength) {
    this.upper = upper;
    this.valueCapacity = (maximumPduLength - 6) & ~1;
  }

  /**
   * Sends one message. When the source fails in the middle the association is aborted, because the
   * rest of the message cannot be made up.
   */
  void send(AcceptedContext context, CommandSet command, @Nullable DataSetSource dataSet)
      throws IOException {
    if (dataSet == null) {
      send(context, command.withDataSet(false).encode(), null);
      return;
    }
    try (SourceReader source = SourceReader.of(dataSet)) {
      send(context, command.withDataSet(true).encode(), source);
    }
  }

  private void send(AcceptedContext context, byte[] command, @Nullable SourceReader source)
      throws IOException {
    lock.lock();
    ByteBuf batch = batch(command.length, source);
    try {
      for (int sent = 0; sent < command.length; ) {
        int length = Math.min(valueCapacity, command.length - sent);
        int control = sent + length == command.length ? COMMAND | LAST : COMMAND;
        header(batch, length, context.id(), control).writeBytes(command, sent, length);
        sent += length;
      }
      if (source != null) {
        do {
          if (batch.writableBytes() < HEADERS + Math.min(valueCapacity, LARGEST_GAP)) {
            ByteBuf full = batch;
            batch = upper.allocator().directBuffer(BATCH_BYTES);
            upper.write(full);
          }
          value(batch, source, context.id());
        } while (!source.exhausted());
      }
      ByteBuf rest = batch;
      batch = null;
      upper.write(rest);
    } catch (AssociationException ended) {
      throw ended;
    } catch (IOException unreadable) {
      AssociationException why = new AssociationException.Lost("what was being sent is unreadable");
      upper.abort(AbortCause.SERVICE_USER, why);
      throw unreadable;
    } finally {
      if (batch != null) {
        batch.release();
      }
      lock.unlock();
    }
  }

  private ByteBuf batch(int commandLength, @Nullable SourceReader source) {
    int pdus = commandLength / valueCapacity + 1;
    int command = commandLength + pdus * HEADERS;
    return upper.allocator().directBuffer(source == null ? command : BATCH_BYTES + command);
  }

  private void value(ByteBuf batch, SourceReader source, int contextId) throws IOException {
    int start = batch.writerIndex();
    header(batch, 0, contextId, 0);
    int room = Math.min(valueCapacity, batch.writableBytes() & ~1);
    int length = source.read(batch, room);
    int end = batch.writerIndex();
    batch.writerIndex(start);
    header(batch, length, contextId, source.exhausted() ? LAST : 0);
    batch.writerIndex(end);
  }

  private static ByteBuf header(ByteBuf out, int valueLength, int contextId, int control) {
    out.writeByte(Pdu.DATA_TF).writeByte(0).writeInt(valueLength + 6);
    return out.writeInt(valueLength + 2).writeByte(contextId).writeByte(control);
  }
}
