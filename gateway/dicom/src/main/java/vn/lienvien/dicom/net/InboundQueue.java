package vn.lienvien.dicom.net;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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

  /** What one turn of the event loop read; published together, so that the reader wakes once. */
  private final ArrayDeque<Pdu> turn = new ArrayDeque<>();

  private final ArrayDeque<Pdu> queue = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition available = lock.newCondition();
  private boolean abandoned;
  private final AtomicInteger bytes = new AtomicInteger();
  private final AtomicBoolean paused = new AtomicBoolean();

  /** Called on the event loop; {@link #publish()} follows. */
  void add(Pdu pdu) {
    bytes.addAndGet(cost(pdu));
    turn.add(pdu);
  }

  /** Lets the reader see what was added; called on the event loop. */
  void publish() {
    if (turn.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      if (abandoned) {
        turn.forEach(this::release);
      } else {
        queue.addAll(turn);
        available.signal();
      }
    } finally {
      lock.unlock();
    }
    turn.clear();
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
    Pdu pdu = poll(timeout.toNanos());
    if (pdu != null) {
      bytes.addAndGet(-cost(pdu));
      resume(channel);
    }
    return pdu;
  }

  private @Nullable Pdu poll(long nanos) throws InterruptedException {
    long remaining = nanos;
    lock.lock();
    try {
      while (queue.isEmpty() && remaining > 0) {
        remaining = available.awaitNanos(remaining);
      }
      return queue.poll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets go of what nobody will take, now and later. */
  void discard() {
    lock.lock();
    try {
      abandoned = true;
      queue.forEach(this::release);
      queue.clear();
    } finally {
      lock.unlock();
    }
  }

  private void release(Pdu pdu) {
    bytes.addAndGet(-cost(pdu));
    if (pdu instanceof Pdu.Pdv pdv) {
      pdv.bytes().release();
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
