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
  private static final int COMMAND = 1;
  private static final int LAST = 2;

  private final ReentrantLock lock = new ReentrantLock();
  private final UpperLayer upper;
  private final int valueCapacity;

  MessageWriter(UpperLayer upper, int maximumPduLength) {
    this.upper = upper;
    this.valueCapacity = (maximumPduLength - 6) & ~1;
  }

  /** Opens a data set that will be sent in a context; whoever opens it closes it. */
  DataSetPdus open(AcceptedContext context, DataSetSource source) throws IOException {
    return DataSetPdus.open(upper.allocator(), valueCapacity, context, source);
  }

  /** Sends a message that has no data set. */
  void send(AcceptedContext context, CommandSet command) throws AssociationException {
    lock.lock();
    try {
      upper.write(pdus(context, command.withDataSet(false).encode()));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends one message. When the source fails in the middle the association is aborted, because the
   * rest of the message cannot be made up.
   */
  void send(CommandSet command, DataSetPdus dataSet) throws IOException {
    lock.lock();
    try {
      ByteBuf start = pdus(dataSet.context(), command.withDataSet(true).encode());
      upper.write(upper.allocator().compositeBuffer(2).addComponents(true, start, dataSet.first()));
      for (ByteBuf batch = dataSet.next(); batch != null; batch = dataSet.next()) {
        upper.write(batch);
      }
    } catch (AssociationException ended) {
      throw ended;
    } catch (IOException unreadable) {
      AssociationException why = new AssociationException.Lost("what was being sent is unreadable");
      upper.abort(AbortCause.SERVICE_USER, why);
      throw unreadable;
    } finally {
      lock.unlock();
    }
  }

  /** Sends a message whose data set, if it has one, is at hand. */
  void send(AcceptedContext context, CommandSet command, @Nullable DataSetSource source)
      throws IOException {
    if (source == null) {
      send(context, command);
      return;
    }
    try (DataSetPdus dataSet = open(context, source)) {
      send(command, dataSet);
    }
  }

  private ByteBuf pdus(AcceptedContext context, byte[] command) {
    int count = command.length / valueCapacity + 1;
    ByteBuf out = upper.allocator().directBuffer(command.length + count * DataSetPdus.HEADERS);
    for (int sent = 0; sent < command.length; ) {
      int length = Math.min(valueCapacity, command.length - sent);
      int control = sent + length == command.length ? COMMAND | LAST : COMMAND;
      DataSetPdus.header(out, length, context.id(), control).writeBytes(command, sent, length);
      sent += length;
    }
    return out;
  }
}
