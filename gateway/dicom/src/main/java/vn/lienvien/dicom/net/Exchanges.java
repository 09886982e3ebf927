package vn.lienvien.dicom.net;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Our requests that wait for a response, by message id, never more than the negotiated window
 * (PS3.7 D.3.3.3). Thread-safe.
 */
final class Exchanges {
  private static final int LARGEST_WINDOW = 256;

  /** Where the responses to one request go. */
  interface Waiting {
    /** Takes a response on the association's thread; the last is the one that is not pending. */
    void reply(Reply reply) throws AssociationException;

    void failed(AssociationException why);
  }

  private final Map<Integer, Waiting> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger lastMessageID = new AtomicInteger();
  private final int size;
  private final Semaphore window;
  private volatile @Nullable AssociationException failure;

  Exchanges(int invoked) {
    size = invoked == 0 ? LARGEST_WINDOW : Math.min(invoked, LARGEST_WINDOW);
    window = new Semaphore(size);
  }

  /** Reserves a place in the window, waiting for one, and returns the message id to use. */
  int begin(Waiting sink, Duration timeout) throws AssociationException {
    acquire(1, timeout);
    int messageID;
    do {
      messageID = lastMessageID.incrementAndGet() & 0xffff;
    } while (messageID == 0 || waiting.putIfAbsent(messageID, sink) != null);
    AssociationException ended = failure;
    if (ended != null) {
      giveUp(messageID);
      throw ended;
    }
    return messageID;
  }

  /** Takes back a request that could not be sent. */
  void giveUp(int messageID) {
    if (waiting.remove(messageID) != null) {
      window.release();
    }
  }

  void reply(Reply reply) throws AssociationException {
    int messageID = reply.command().messageIDRespondedTo();
    Waiting sink = waiting.get(messageID);
    if (sink == null) {
      return; // a response nobody waits for changes nothing
    }
    if (!reply.status().isPending()) {
      giveUp(messageID);
    }
    sink.reply(reply);
  }

  void failAll(AssociationException why) {
    failure = why;
    for (Map.Entry<Integer, Waiting> each : waiting.entrySet()) {
      giveUp(each.getKey());
      each.getValue().failed(why);
    }
  }

  boolean isIdle() {
    return waiting.isEmpty();
  }

  /** Waits until every response is there; false when that takes too long. */
  boolean awaitIdle(Duration timeout) {
    try {
      acquire(size, timeout);
      window.release(size);
      return true;
    } catch (AssociationException late) {
      return false;
    }
  }

  private void acquire(int permits, Duration timeout) throws AssociationException {
    try {
      if (!window.tryAcquire(permits, timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssociationException.TimedOut("a response", timeout);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssociationException.Lost("our thread was interrupted");
    }
  }
}
