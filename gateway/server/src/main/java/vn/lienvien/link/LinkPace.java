package vn.lienvien.link;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * How fast one link may send: the least of this site's own cap and what the peer wishes to be sent.
 * Thread-safe.
 */
final class LinkPace {
  private final LongSupplier sendingCap;
  private final LongSupplier receivingCap;
  private final BooleanSupplier statExempt;
  private final TokenBucket bucket = new TokenBucket();
  private volatile long peerWish = TokenBucket.UNLIMITED;
  private volatile long announced = TokenBucket.UNLIMITED;

  /**
   * @param sendingCap bytes a second that may be sent now, zero for any number
   * @param receivingCap bytes a second that the peer is asked not to exceed now
   */
  LinkPace(LongSupplier sendingCap, LongSupplier receivingCap, BooleanSupplier statExempt) {
    this.sendingCap = sendingCap;
    this.receivingCap = receivingCap;
    this.statExempt = statExempt;
  }

  boolean statExempt() {
    return statExempt.getAsBoolean();
  }

  /** Obeys schedules and changed settings, and tells the peer what it is asked for. */
  void adjust(long nowNanos, Predicate<Frame> say) {
    bucket.rate(least(sendingCap.getAsLong(), peerWish), nowNanos);
    long wish = receivingCap.getAsLong();
    if (wish != announced) {
      announce(say);
    }
  }

  /** Tells the peer; a new process of it does not know yet. */
  void announce(Predicate<Frame> say) {
    long wish = receivingCap.getAsLong();
    byte[] body = new WireWriter().number(wish).toByteArray();
    if (say.test(new Frame(FrameType.RATE, body))) {
      announced = wish;
    }
  }

  /** Obeyed at once: where many sites begin together each moment of more fills the hub's line. */
  void wished(long bytesPerSecond, long nowNanos) {
    peerWish = bytesPerSecond;
    bucket.rate(least(sendingCap.getAsLong(), bytesPerSecond), nowNanos);
  }

  /** Zero for any number. */
  long bytesPerSecond() {
    return bucket.bytesPerSecond();
  }

  /** What the peer is asked not to exceed; zero for any number. */
  long wish() {
    return receivingCap.getAsLong();
  }

  boolean ready(long nowNanos) {
    return bucket.ready(nowNanos);
  }

  void spent(long bytes) {
    bucket.take(bytes, System.nanoTime());
  }

  long waitMillis(long nowNanos) {
    return bucket.waitMillis(nowNanos);
  }

  /** The lower of two rates of which zero is none. */
  static long least(long one, long other) {
    if (one == TokenBucket.UNLIMITED) {
      return other;
    }
    return other == TokenBucket.UNLIMITED ? one : Math.min(one, other);
  }
}
