package vn.lienvien.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A response's body as a blocking stream: one block is with the socket while the next is filled, so
 * a slow reader holds two blocks of heap and no more.
 */
final class ResponseBody extends OutputStream {
  private static final int BLOCK = 64 * 1024;
  private static final long PATIENCE_SECONDS = 60;

  private final HttpServerResponse response;
  private final byte[] block = new byte[BLOCK];
  private int filled;
  private Future<Void> underWay = Future.succeededFuture();

  ResponseBody(HttpServerResponse response) {
    this.response = response;
  }

  @Override
  public void write(int value) throws IOException {
    block[filled++] = (byte) value;
    sendWhenFull();
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int step = Math.min(length - done, BLOCK - filled);
      System.arraycopy(source, offset + done, block, filled, step);
      filled += step;
      done += step;
      sendWhenFull();
    }
  }

  /** Sends what there is now: for a body that goes on for as long as there is something to say. */
  @Override
  public void flush() throws IOException {
    settle();
    underWay = response.write(takeBlock());
    settle();
  }

  /** Sends what is left and ends the response. */
  void end() throws IOException {
    settle();
    underWay = response.end(takeBlock());
    settle();
  }

  private void sendWhenFull() throws IOException {
    if (filled == BLOCK) {
      settle();
      underWay = response.write(takeBlock());
    }
  }

  private Buffer takeBlock() {
    Buffer full = Buffer.buffer(filled).appendBytes(block, 0, filled);
    filled = 0;
    return full;
  }

  private void settle() throws IOException {
    try {
      underWay.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException slow) {
      throw new IOException("the client reads too slowly", slow);
    } catch (RuntimeException gone) {
      // await throws whatever the write failed with; an IOException passes as it is
      throw new IOException("the client went away", gone);
    }
  }
}
