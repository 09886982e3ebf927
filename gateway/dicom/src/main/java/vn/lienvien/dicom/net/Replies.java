package vn.lienvien.dicom.net;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The responses to one request, for a thread that waits for them. A thread that does not keep up
 * with pending responses stops the association's reading, not the heap.
 */
final class Replies implements Exchanges.Waiting {
  private static final int CAPACITY = 256;

  private final ArrayDeque<Reply> replies = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable AssociationException failure;
  private boolean abandoned;

  @Override
  public void reply(Reply reply) throws AssociationException {
    lock.lock();
    try {
      while (replies.size() >= CAPACITY && !abandoned && failure == null) {
        changed.await();
      }
      replies.add(reply);
      changed.signalAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssociationException.Lost("our thread was interrupted");
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void failed(AssociationException why) {
    lock.lock();
    try {
      failure = why;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nobody will take what follows. */
  void abandon() {
    lock.lock();
    try {
      abandoned = true;
      replies.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The next response. */
  Reply await(Duration timeout) throws AssociationException {
    long nanos = timeout.toNanos();
    lock.lock();
    try {
      while (replies.isEmpty() && failure == null && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      Reply reply = replies.poll();
      if (reply != null) {
        changed.signalAll();
        return reply;
      }
      throw failure != null ? failure : new AssociationException.TimedOut("a response", timeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssociationException.Lost("our thread was interrupted");
    } finally {
      lock.unlock();
    }
  }
}
