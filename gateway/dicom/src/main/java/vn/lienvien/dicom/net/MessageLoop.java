package vn.lienvien.dicom.net;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of an association: reads message by message, hands responses to whoever waits for them
 * and requests to the dispatcher, until the association ends; then tells everybody.
 */
final class MessageLoop {
  private static final Logger log = LoggerFactory.getLogger(MessageLoop.class);

  private final Association association;
  private final AssociationSetup setup;
  private final MessageReader reader;
  private final Exchanges exchanges;
  private final Operations operations;
  private final RequestDispatcher dispatcher;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  MessageLoop(
      Association association, AssociationSetup setup, MessageWriter writer, Exchanges exchanges) {
    this.association = association;
    this.setup = setup;
    this.exchanges = exchanges;
    reader = new MessageReader(setup.upper(), setup.agreement(), setup.options().timeouts().idle());
    operations = new Operations();
    dispatcher = new RequestDispatcher(association, setup, new Responder(writer), operations);
  }

  boolean isEnded() {
    return ended.getCount() == 0;
  }

  boolean isCurrentThread() {
    return Thread.currentThread() == thread;
  }

  boolean awaitEnd(Duration timeout) {
    try {
      return ended.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void run() {
    thread = Thread.currentThread();
    setup.observer().opened(association);
    AssociationException why = null;
    try {
      readToTheEnd();
    } catch (AssociationException broken) {
      why = broken;
    } catch (IOException | RuntimeException unexpected) {
      log.error("{} failed", association, unexpected);
      why = new AssociationException.Lost("internal failure");
      setup.upper().abort(AbortCause.SERVICE_USER, why);
    }
    finish(why);
  }

  private void readToTheEnd() throws IOException {
    while (true) {
      switch (reader.next()) {
        case MessageReader.Next.Message next -> {
          try {
            handle(next.message());
          } finally {
            next.message().dataSet().ifPresent(DataSetStream::discard);
          }
        }
        case MessageReader.Next.Released released -> {
          if (released.byPeer()) {
            setup.upper().confirmRelease();
          }
          return;
        }
        case MessageReader.Next.Silence silence -> endWhenIdle();
      }
    }
  }

  /** Only an acceptor gives up an association nobody uses; a requestor knows what it wants. */
  private void endWhenIdle() throws AssociationException {
    if (setup.requestor() || !exchanges.isIdle() || !operations.isIdle()) {
      return;
    }
    AssociationException why =
        new AssociationException.TimedOut("a request", setup.options().timeouts().idle());
    setup.upper().abort(AbortCause.SERVICE_USER, why);
    throw why;
  }

  private void handle(InboundMessage message) throws IOException {
    if (message.command().isResponse()) {
      exchanges.reply(new Reply(message.command(), message.context(), inMemory(message)));
    } else {
      dispatcher.dispatch(message);
    }
    if (message.dataSet().isPresent()) {
      message.dataSet().get().drain();
    }
  }

  private Optional<byte[]> inMemory(InboundMessage message) throws IOException {
    if (message.dataSet().isEmpty()) {
      return Optional.empty();
    }
    DataSetStream in = message.dataSet().get();
    byte[] bytes = in.readNBytes(setup.options().maximumDataSetInMemory());
    if (in.read() >= 0) {
      AssociationException why = new AssociationException.Aborted(AbortCause.SERVICE_USER, false);
      setup.upper().abort(AbortCause.SERVICE_USER, why);
      throw why;
    }
    return Optional.of(bytes);
  }

  private void finish(@Nullable AssociationException why) {
    AssociationException last =
        why != null ? why : new AssociationException.Lost("the association is released");
    operations.cancelAll();
    exchanges.failAll(last);
    setup.upper().discard();
    ended.countDown();
    if (why == null) {
      setup.observer().released(association);
    } else {
      log.debug("{} ended: {}", association, why.getMessage());
      setup.observer().broken(association, why);
    }
  }
}
