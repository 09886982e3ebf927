package vn.lienvien.link;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * A request's body, up to its bound. One byte more is answered 413; a peer that goes on all the
 * same loses its connection. Lives on the event loop.
 */
final class BoundedBody implements Handler<Buffer> {
  private final HttpServerRequest request;
  private final long limit;
  private final Buffer body = Buffer.buffer();
  private long seen;

  BoundedBody(HttpServerRequest request, long limit) {
    this.request = request;
    this.limit = limit;
  }

  @Override
  public void handle(Buffer piece) {
    boolean within = seen <= limit;
    seen += piece.length();
    if (seen <= limit) {
      body.appendBuffer(piece);
    } else if (within) {
      request.response().setStatusCode(413).end();
    } else if (seen > 2 * limit) {
      request.connection().close();
    }
  }

  boolean complete() {
    return seen <= limit;
  }

  byte[] bytes() {
    return body.getBytes();
  }
}
