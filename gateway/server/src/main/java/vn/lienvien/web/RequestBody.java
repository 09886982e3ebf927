package vn.lienvien.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as a blocking stream: one chunk is asked of the socket at a time, so the heap
 * holds at most a few chunks however large the body. Bodies over the limit and senders that trickle
 * (slow-loris) are refused.
 */
final class RequestBody extends InputStream {
  private static final Buffer END = Buffer.buffer();
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final long LEAST_BYTES_PER_SECOND = 1024;

  private final HttpServerRequest request;
  private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
  private final long startedNanos = System.nanoTime();
  private long limit = Long.MAX_VALUE;
  private long received;
  private Buffer chunk = Buffer.buffer();
  private int position;
  private boolean ended;

  /** To be called on the event loop, before any of the body is delivered. */
  RequestBody(HttpServerRequest request) {
    this.request = request;
    request.pause();
    request.handler(arrived::add);
    request.endHandler(nothing -> arrived.add(END));
    request.exceptionHandler(arrived::add);
  }

  /** Refuses a body of more than so many bytes, at once where its length is announced. */
  RequestBody limitedTo(long bytes) {
    limit = bytes;
    String announced = request.getHeader("Content-Length");
    if (announced != null && announced.length() < 19 && Long.parseLong(announced) > bytes) {
      throw new HttpFault(ErrorCode.BODY_TOO_LARGE, "at most " + bytes + " bytes are taken here");
    }
    return this;
  }

  @Override
  public int read() throws IOException {
    return fill() ? chunk.getByte(position++) & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int taken = Math.min(length, chunk.length() - position);
    chunk.getBytes(position, position + taken, target, offset);
    position += taken;
    return taken;
  }

  /** Lets the rest of the body go by, so that the connection can serve the next request. */
  void discardRest() {
    if (!ended) {
      request.handler(nothing -> {});
      request.resume();
    }
  }

  private boolean fill() throws IOException {
    while (!ended && position == chunk.length()) {
      request.fetch(1);
      take(await());
    }
    return !ended;
  }

  private void take(Object next) throws IOException {
    switch (next) {
      case Throwable broken -> throw new IOException("the client broke off its request", broken);
      case Buffer last when last == END -> ended = true;
      default -> {
        chunk = (Buffer) next;
        position = 0;
        received += chunk.length();
        if (received > limit) {
          throw new HttpFault(ErrorCode.BODY_TOO_LARGE, "at most " + limit + " bytes are taken");
        }
      }
    }
  }

  private Object await() throws IOException {
    Duration allowed = GRACE.plusSeconds(received / LEAST_BYTES_PER_SECOND);
    long left = allowed.toNanos() - (System.nanoTime() - startedNanos);
    try {
      @Nullable Object next = arrived.poll(Math.min(left, GRACE.toNanos()), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new HttpFault(ErrorCode.TIMED_OUT, "the body came too slowly");
      }
      return next;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("the server is stopping", stopped);
    }
  }
}
