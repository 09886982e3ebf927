package vn.lienvien.dicom.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One data set as P-DATA-TF PDUs (PS3.8 9.3.5), in batches of many. The first batch is made with
 * the object itself, so that a file is opened and read while the message still waits for its turn.
 */
final class DataSetPdus implements Closeable {
  /** A native CT slice of 512 x 512 is one batch. */
  private static final int FIRST_BATCH_BYTES = 640 << 10;

  private static final int BATCH_BYTES = 320 << 10;

  /** A batch with less room than this, and than a whole PDU, goes out. */
  private static final int LARGEST_GAP = 128 << 10;

  /** PDU type, reserved, PDU length (4), PDV length (4), context, message control header. */
  static final int HEADERS = 12;

  private static final int LAST = 2;

  private final ByteBufAllocator allocator;
  private final int valueCapacity;
  private final AcceptedContext context;
  private final SourceReader source;
  private @Nullable ByteBuf first;

  private DataSetPdus(
      ByteBufAllocator allocator, int valueCapacity, AcceptedContext context, SourceReader source) {
    this.allocator = allocator;
    this.valueCapacity = valueCapacity;
    this.context = context;
    this.source = source;
  }

  /** Opens the source and reads what the first batch holds of it. */
  static DataSetPdus open(
      ByteBufAllocator allocator, int valueCapacity, AcceptedContext context, DataSetSource source)
      throws IOException {
    DataSetPdus pdus = new DataSetPdus(allocator, valueCapacity, context, SourceReader.of(source));
    boolean readable = false;
    try {
      pdus.first = pdus.filled(pdus.size(FIRST_BATCH_BYTES));
      readable = true;
    } finally {
      if (!readable) {
        pdus.close();
      }
    }
    return pdus;
  }

  AcceptedContext context() {
    return context;
  }

  /** The batch read ahead; the caller releases it. */
  ByteBuf first() {
    ByteBuf batch = first;
    if (batch == null) {
      throw new IllegalStateException("a data set is sent once");
    }
    first = null;
    return batch;
  }

  /** The batch after the last one, null when the data set has been handed out whole. */
  @Nullable ByteBuf next() throws IOException {
    return source.exhausted() ? null : filled(size(BATCH_BYTES));
  }

  /** As much as the rest takes with its headers, within a bound; even, as values are but a last. */
  private int size(int most) {
    long rest = Math.min(most, source.remaining() | 1) + 1;
    return (int) Math.min(most, rest + (rest / valueCapacity + 1) * HEADERS);
  }

  private ByteBuf filled(int bytes) throws IOException {
    ByteBuf batch = allocator.directBuffer(bytes);
    boolean readable = false;
    try {
      do {
        value(batch);
      } while (!source.exhausted() && batch.writableBytes() >= HEADERS + leastWorthwhile());
      readable = true;
      return batch;
    } finally {
      if (!readable) {
        batch.release();
      }
    }
  }

  /** The rest of the data set if it is short, else a whole value within bounds. */
  private long leastWorthwhile() {
    return Math.min(source.remaining(), Math.min(valueCapacity, LARGEST_GAP));
  }

  private void value(ByteBuf batch) throws IOException {
    int start = batch.writerIndex();
    header(batch, 0, context.id(), 0);
    int room = Math.min(valueCapacity, batch.writableBytes() & ~1);
    int length = source.read(batch, room);
    int end = batch.writerIndex();
    batch.writerIndex(start);
    header(batch, length, context.id(), source.exhausted() ? LAST : 0);
    batch.writerIndex(end);
  }

  /** What stands before each presentation data value when a PDU holds one. */
  static ByteBuf header(ByteBuf out, int valueLength, int contextId, int control) {
    out.writeByte(Pdu.DATA_TF).writeByte(0).writeInt(valueLength + 6);
    return out.writeInt(valueLength + 2).writeByte(contextId).writeByte(control);
  }

  @Override
  public void close() throws IOException {
    if (first != null) {
      first.release();
      first = null;
    }
    source.close();
  }
}
