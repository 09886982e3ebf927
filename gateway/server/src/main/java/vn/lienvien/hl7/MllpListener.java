package vn.lienvien.hl7;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts MLLP connections, one virtual thread each, and hands every message to a {@link
 * MllpConversation}. Bytes without framing, over-long messages and idle peers close the connection
 * and are counted; nothing of a message is logged. Thread-safe.
 */
public final class MllpListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MllpListener.class);

  private final MllpOptions options;
  private final MllpConversation conversation;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final LongAdder connections = new LongAdder();
  private final LongAdder messages = new LongAdder();
  private final LongAdder framingFaults = new LongAdder();
  private final LongAdder refusedConnections = new LongAdder();

  /** What has happened since the start; for metrics. */
  public record Counts(
      long connections, long messages, long framingFaults, long refusedConnections) {}

  private MllpListener(MllpOptions options, MllpConversation conversation, ServerSocket server) {
    this.options = options;
    this.conversation = conversation;
    this.server = server;
  }

  /** Binds and accepts from now on; port 0 takes a free one, see {@link #port()}. */
  public static MllpListener open(MllpOptions options, MllpConversation conversation)
      throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getByName(options.bind()), options.port()));
    } catch (IOException e) {
      server.close();
      throw new IOException(
          "HL7 cannot listen on %s:%d (%s); is another process there?"
              .formatted(options.bind(), options.port(), e.getMessage()),
          e);
    }
    MllpListener listener = new MllpListener(options, conversation, server);
    Thread.ofVirtual().name("mllp-accept").start(listener::accept);
    return listener;
  }

  public int port() {
    return server.getLocalPort();
  }

  public Counts counts() {
    return new Counts(
        connections.sum(), messages.sum(), framingFaults.sum(), refusedConnections.sum());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.increment();
        if (open.size() >= options.maximumConnections()) {
          refusedConnections.increment();
          socket.close();
        } else {
          open.add(socket);
          Thread.ofVirtual().name("mllp-", connections.sum()).start(() -> converse(socket));
        }
      } catch (IOException e) {
        if (!server.isClosed()) {
          log.warn("MLLP accept failed: {}", e.getMessage());
        }
      }
    }
  }

  private void converse(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(Math.toIntExact(options.idle().toMillis()));
      answerAll(socket);
    } catch (IOException e) {
      log.debug("MLLP connection ended: {}", e.getMessage());
    } catch (RuntimeException e) {
      // No answer is the safe answer: the sender keeps its message and sends it again.
      log.error("MLLP message could not be answered", e);
    } finally {
      open.remove(socket);
    }
  }

  private void answerAll(Socket socket) throws IOException {
    MllpFraming framing =
        new MllpFraming(
            new BufferedInputStream(socket.getInputStream()),
            options.maximumMessageBytes(),
            options.messageTime());
    try {
      for (Optional<byte[]> message = framing.next();
          message.isPresent();
          message = framing.next()) {
        messages.increment();
        MllpFraming.write(socket.getOutputStream(), conversation.answer(message.get()));
      }
    } catch (MllpFramingException e) {
      framingFaults.increment();
      log.warn("MLLP connection closed: {}", e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
