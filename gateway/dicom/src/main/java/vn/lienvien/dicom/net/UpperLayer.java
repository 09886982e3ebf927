package vn.lienvien.dicom.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The upper layer's state machine for one connection (PS3.8 9.2). State is changed on the event
 * loop only; other threads ask through the methods, which hand over to it.
 */
final class UpperLayer extends ChannelInboundHandlerAdapter {
  /** States of PS3.8 table 9-5 that can be told apart here. */
  enum State {
    /** Sta2, and Sta4 of a requestor: connected, nothing heard yet. */
    AWAITING_REQUEST,
    /** Sta3. */
    NEGOTIATING,
    /** Sta5. */
    AWAITING_ANSWER,
    /** Sta6. */
    ESTABLISHED,
    /** Sta7, and Sta9 to Sta12 when both sides asked at once. */
    RELEASING,
    /** Sta8. */
    RELEASE_ASKED,
    /** Sta13: what still comes is thrown away until the peer or ARTIM closes. */
    AWAITING_CLOSE,
    /** Sta1. */
    CLOSED
  }

  /** What an acceptor wants to know before there is an association; called on the event loop. */
  interface Acceptor {
    void requested(UpperLayer upper, Pdu.AssociateRq request);

    void probed(InetSocketAddress remoteAddress);

    void violated(InetSocketAddress remoteAddress, AbortCause answer);
  }

  private final @Nullable Acceptor acceptor;
  private final Timeouts timeouts;
  private final Channel channel;
  private volatile InetSocketAddress remoteAddress = new InetSocketAddress(0);
  private final InboundQueue inbound = new InboundQueue();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition writable = lock.newCondition();

  private State state;
  private boolean releaseCollided;
  private volatile @Nullable AssociationException failure;

  UpperLayer(Channel channel, Timeouts timeouts, @Nullable Acceptor acceptor) {
    this.channel = channel;
    this.timeouts = timeouts;
    this.acceptor = acceptor;
    this.state = acceptor == null ? State.AWAITING_ANSWER : State.AWAITING_REQUEST;
  }

  // ---- for the threads of the association

  InetSocketAddress remoteAddress() {
    return remoteAddress;
  }

  ByteBufAllocator allocator() {
    return channel.alloc();
  }

  /** The next PDU for the association's thread, or null when none came in time. */
  @Nullable Pdu take(Duration timeout) throws InterruptedException {
    return inbound.take(channel, timeout);
  }

  void request(ByteBuf associateRq) {
    channel.writeAndFlush(associateRq);
  }

  void accept(Pdu.AssociateAc answer) {
    onLoop(() -> {
      if (state == State.NEGOTIATING) {
        state = State.ESTABLISHED;
        channel.writeAndFlush(PduWriter.associateAc(allocator(), answer));
      }
    });
  }

  void reject(Rejection why) {
    onLoop(() -> {
      channel.writeAndFlush(PduWriter.associateRj(allocator(), why));
      awaitClose();
    });
  }

  void release() {
    onLoop(() -> {
      if (state == State.ESTABLISHED) {
        state = State.RELEASING;
        channel.writeAndFlush(PduWriter.releaseRq(allocator()));
      }
    });
  }

  void confirmRelease() {
    onLoop(() -> {
      channel.writeAndFlush(PduWriter.releaseRp(allocator()));
      awaitClose();
    });
  }

  /** Ends the association with A-ABORT and the given reason for whoever waits here. */
  void abort(AbortCause cause, AssociationException why) {
    onLoop(() -> abortNow(cause, why));
  }

  /** Does a step on the event loop later, unless the connection is closed by then. */
  void after(Duration delay, Runnable step) {
    if (!channel.eventLoop().isShuttingDown()) {
      Future<?> timer = channel.eventLoop().schedule(step, delay.toNanos(), TimeUnit.NANOSECONDS);
      channel.closeFuture().addListener(closed -> timer.cancel(false));
    }
  }

  @Nullable AssociationException failure() {
    return failure;
  }

  /** Hands over whole P-DATA-TF PDUs and waits while the peer does not take what is under way. */
  void write(ByteBuf pdus) throws AssociationException {
    AssociationException ended = failure;
    if (ended != null) {
      pdus.release();
      throw ended;
    }
    channel.writeAndFlush(pdus, channel.voidPromise());
    if (!channel.isWritable()) {
      awaitWritable();
    }
  }

  void discard() {
    inbound.discard();
  }

  private void awaitWritable() throws AssociationException {
    long nanos = timeouts.response().toNanos();
    lock.lock();
    try {
      while (!channel.isWritable() && failure == null && nanos > 0) {
        nanos = writable.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      abort(AbortCause.SERVICE_USER, new AssociationException.Lost("our thread was interrupted"));
    } finally {
      lock.unlock();
    }
    if (nanos <= 0) {
      abort(
          AbortCause.SERVICE_USER,
          new AssociationException.TimedOut("the peer to read", timeouts.response()));
    }
    AssociationException ended = failure;
    if (ended != null) {
      throw ended;
    }
  }

  private void onLoop(Runnable step) {
    if (channel.eventLoop().inEventLoop()) {
      step.run();
    } else if (!channel.eventLoop().isShuttingDown()) {
      channel.eventLoop().execute(step);
    }
  }

  // ---- on the event loop

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    if (channel.remoteAddress() instanceof InetSocketAddress address) {
      remoteAddress = address;
    }
    if (acceptor != null) {
      Future<?> unused =
          ctx.executor()
              .schedule(this::closeIfSilent, timeouts.artim().toMillis(), TimeUnit.MILLISECONDS);
    }
    ctx.read();
  }

  private void closeIfSilent() {
    if (state == State.AWAITING_REQUEST) {
      channel.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    Pdu pdu = (Pdu) message;
    if (state == State.AWAITING_CLOSE || state == State.CLOSED) {
      release(pdu);
      return;
    }
    switch (pdu) {
      case Pdu.Malformed malformed -> violation(malformed.answer());
      case Pdu.Abort abort -> {
        end(new AssociationException.Aborted(abort.cause(), true));
        channel.close();
      }
      default -> {
        if (expected(pdu)) {
          take(pdu);
        } else {
          release(pdu);
          violation(AbortCause.UNEXPECTED_PDU);
        }
      }
    }
  }

  private boolean expected(Pdu pdu) {
    return switch (state) {
      case AWAITING_REQUEST -> pdu instanceof Pdu.AssociateRq;
      case AWAITING_ANSWER -> pdu instanceof Pdu.AssociateAc || pdu instanceof Pdu.AssociateRj;
      case ESTABLISHED -> pdu instanceof Pdu.Pdv || pdu instanceof Pdu.ReleaseRq;
      case RELEASING ->
          pdu instanceof Pdu.Pdv
              || pdu instanceof Pdu.ReleaseRp
              || (pdu instanceof Pdu.ReleaseRq && !releaseCollided);
      case NEGOTIATING, RELEASE_ASKED, AWAITING_CLOSE, CLOSED -> false;
    };
  }

  private void take(Pdu pdu) {
    switch (pdu) {
      case Pdu.AssociateRq request -> {
        state = State.NEGOTIATING;
        if (acceptor != null) {
          acceptor.requested(this, request);
        }
      }
      case Pdu.AssociateAc accepted -> {
        state = State.ESTABLISHED;
        inbound.add(accepted);
      }
      case Pdu.AssociateRj rejected -> {
        state = State.CLOSED;
        inbound.add(rejected);
        channel.close();
      }
      case Pdu.ReleaseRq asked -> releaseAsked(asked);
      case Pdu.ReleaseRp confirmed -> releaseConfirmed(confirmed);
      default -> inbound.add(pdu);
    }
  }

  /** PS3.8 table 9-10, AR-8: when both ask at once, the requestor confirms first. */
  private void releaseAsked(Pdu.ReleaseRq asked) {
    if (state == State.ESTABLISHED) {
      state = State.RELEASE_ASKED;
      inbound.add(asked);
      return;
    }
    releaseCollided = true;
    if (acceptor == null) {
      channel.writeAndFlush(PduWriter.releaseRp(allocator()));
    }
  }

  private void releaseConfirmed(Pdu.ReleaseRp confirmed) {
    inbound.add(confirmed);
    if (releaseCollided && acceptor != null) {
      channel.writeAndFlush(PduWriter.releaseRp(allocator()));
      awaitClose();
    } else {
      state = State.CLOSED;
      channel.close();
    }
  }

  private void violation(AbortCause answer) {
    if (acceptor != null) {
      acceptor.violated(remoteAddress, answer);
    }
    abortNow(answer, new AssociationException.Aborted(answer, false));
  }

  private void abortNow(AbortCause cause, AssociationException why) {
    if (state == State.AWAITING_CLOSE || state == State.CLOSED) {
      return;
    }
    end(why);
    channel.writeAndFlush(PduWriter.abort(allocator(), cause));
    awaitClose();
  }

  private void awaitClose() {
    if (state == State.CLOSED) {
      return;
    }
    state = State.AWAITING_CLOSE;
    channel.read();
    Future<?> unused =
        channel
            .eventLoop()
            .schedule(() -> channel.close(), timeouts.artim().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Tells every waiting thread, once. */
  private void end(AssociationException why) {
    if (failure == null) {
      failure = why;
      inbound.add(new Pdu.Ended(why));
      inbound.publish();
      signal();
    }
  }

  private void signal() {
    lock.lock();
    try {
      writable.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    inbound.publish();
    Transport.acknowledgeQuickly(channel);
    if (state == State.AWAITING_CLOSE) {
      ctx.read();
    } else {
      inbound.readMore(channel);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    signal();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (state == State.AWAITING_REQUEST && acceptor != null) {
      acceptor.probed(remoteAddress);
    }
    state = State.CLOSED;
    end(new AssociationException.Lost("closed by the other side"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (state != State.AWAITING_REQUEST) {
      end(new AssociationException.Lost(String.valueOf(cause.getMessage())));
    }
    channel.close();
  }

  private static void release(Pdu pdu) {
    if (pdu instanceof Pdu.Pdv pdv) {
      pdv.bytes().release();
    }
  }
}
