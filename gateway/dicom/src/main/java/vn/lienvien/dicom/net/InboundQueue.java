package vn.lienvien.dicom.net;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * PDUs between the event loop, which adds, and one reading thread, which takes. The socket is not
 * read while more than {@value #HIGH_BYTES} bytes wait here, so a slow handler slows the sender and
 * not the heap.
 */
final class InboundQueue {
  private static final int HIGH_BYTES = 512 << 10;
  private static final int LOW_BYTES = 128 << 10;

  /** What a piece costs besides its bytes, so that empty pieces are not free. */
  private static final int PIECE_BYTES = 128;

  private final LinkedBlockingQueue<Pdu> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger bytes = new AtomicInteger();
  private final AtomicBoolean paused = new AtomicBoolean();

  void add(Pdu pdu) {
    bytes.addAndGet(cost(pdu));
    queue.add(pdu);
  }

  /** Asks the socket for more, now or when enough has been taken; called on the event loop. */
  void readMore(Channel channel) {
    if (bytes.get() < HIGH_BYTES) {
      channel.read();
      return;
    }
    paused.set(true);
    resume(channel);
  }

  /** The next PDU, or null when none came in time. */
  @Nullable Pdu take(Channel channel, Duration timeout) throws InterruptedException {
    Pdu pdu = queue.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    if (pdu != null) {
      bytes.addAndGet(-cost(pdu));
      resume(channel);
    }
    return pdu;
  }

  /** Lets go of what nobody will take. */
  void discard() {
    for (Pdu pdu = queue.poll(); pdu != null; pdu = queue.poll()) {
      bytes.addAndGet(-cost(pdu));
      if (pdu instanceof Pdu.Pdv pdv) {
        pdv.bytes().release();
      }
    }
  }

  private void resume(Channel channel) {
    if (bytes.get() <= LOW_BYTES && paused.compareAndSet(true, false)) {
      channel.read();
    }
  }

  private static int cost(Pdu pdu) {
    return pdu instanceof Pdu.Pdv pdv ? pdv.bytes().readableBytes() + PIECE_BYTES : PIECE_BYTES;
  }
}
