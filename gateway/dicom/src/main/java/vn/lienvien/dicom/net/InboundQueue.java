package vn.lienvien.dicom.net;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
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

  /** The reader is woken for so much of a data set, or for its end: waking costs more than it. */
  private static final int WORTH_WAKING_BYTES = 64 << 10;

  /** What one turn of the event loop read; published together, so that the reader wakes once. */
  private final ArrayDeque<Pdu> turn = new ArrayDeque<>();

  private final ArrayDeque<Pdu> queue = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition available = lock.newCondition();
  private final ReaderDeadline deadline = new ReaderDeadline(lock, available);
  private boolean abandoned;
  private boolean turnEndsSomething;
  private final AtomicInteger bytes = new AtomicInteger();
  private final AtomicBoolean paused = new AtomicBoolean();

  /** Called on the event loop; {@link #publish()} follows. */
  void add(Pdu pdu) {
    bytes.addAndGet(cost(pdu));
    turn.add(pdu);
    turnEndsSomething |= !(pdu instanceof Pdu.Pdv pdv) || pdv.command() || pdv.last();
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
        if (turnEndsSomething || bytes.get() >= WORTH_WAKING_BYTES) {
          available.signal();
        }
      }
    } finally {
      lock.unlock();
    }
    turn.clear();
    turnEndsSomething = false;
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

  /** The next PDU, or null when none came in time; the end, for whoever asks again after it. */
  @Nullable Pdu take(Channel channel, Duration timeout) throws InterruptedException {
    Pdu pdu = poll(channel.eventLoop(), timeout);
    if (pdu != null && !(pdu instanceof Pdu.Ended)) {
      bytes.addAndGet(-cost(pdu));
      resume(channel);
    }
    return pdu;
  }

  private @Nullable Pdu poll(EventLoop loop, Duration timeout) throws InterruptedException {
    lock.lock();
    try {
      if (queue.isEmpty()) {
        deadline.begin(loop, timeout);
        while (queue.isEmpty() && !deadline.passed()) {
          available.await();
        }
      }
      return queue.peek() instanceof Pdu.Ended end ? end : queue.poll();
    } finally {
      deadline.end();
      lock.unlock();
    }
  }

  /** Lets go of what nobody will take, now and later. */
  void discard() {
    lock.lock();
    try {
      abandoned = true;
      deadline.cancel();
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
