package vn.lienvien.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import vn.lienvien.security.Account;

/** One request and its answer, as endpoints see them; belongs to one virtual thread. */
final class Exchange {
  private static final long JSON_BODY_BYTES = 1024 * 1024;
  private static final int WORTH_COMPRESSING = 2048;

  private final RoutingContext context;
  private final RequestBody body;
  private final @Nullable Account account;

  Exchange(RoutingContext context, RequestBody body, @Nullable Account account) {
    this.context = context;
    this.body = body;
    this.account = account;
  }

  /** Who is logged in; only for routes that need one. */
  Account account() {
    if (account == null) {
      throw new HttpFault(ErrorCode.NOT_AUTHENTICATED, "log in first");
    }
    return account;
  }

  String path(String name) {
    String value = context.pathParam(name);
    return value == null ? "" : value;
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(queries().get(name)).filter(value -> !value.isEmpty());
  }

  /** A whole number between the bounds, or the fallback where it is not given. */
  int query(String name, int fallback, int most) {
    Optional<String> text = query(name);
    if (text.isEmpty()) {
      return fallback;
    }
    if (!text.get().matches("[0-9]{1,9}")) {
      throw new HttpFault(ErrorCode.INVALID_FIELD, name + " is a whole number");
    }
    return Math.min(Integer.parseInt(text.get()), most);
  }

  MultiMap queries() {
    return context.queryParams(StandardCharsets.UTF_8);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(request().getHeader(name));
  }

  List<String> headers(String name) {
    return request().headers().getAll(name);
  }

  String remoteAddress() {
    return request().remoteAddress().hostAddress();
  }

  HttpServerRequest request() {
    return context.request();
  }

  HttpServerResponse response() {
    return context.response();
  }

  RequestBody body() {
    return body;
  }

  /** The body as one JSON value. */
  <T> T json(Class<T> type) throws IOException {
    byte[] bytes = body.limitedTo(JSON_BODY_BYTES).readAllBytes();
    try {
      T value = Json.MAPPER.readValue(bytes, type);
      if (value == null) {
        throw HttpFault.badRequest("the body is JSON null");
      }
      return value;
    } catch (JsonProcessingException unreadable) {
      throw HttpFault.badRequest(
          "the body is not the JSON that the API document describes, line "
              + (unreadable.getLocation() == null ? 0 : unreadable.getLocation().getLineNr()));
    }
  }

  void json(int status, Object value) throws IOException {
    bytes(status, "application/json", Json.MAPPER.writeValueAsBytes(value));
  }

  /** Answers with a whole body, compressed where that helps and the client takes it. */
  void bytes(int status, String contentType, byte[] content) throws IOException {
    if (content.length >= WORTH_COMPRESSING && isText(contentType)) {
      text(status, contentType, out -> out.write(content));
      return;
    }
    response().putHeader("Content-Length", Integer.toString(content.length));
    stream(status, contentType, out -> out.write(content));
  }

  /** A long text body that is written as it is made, compressed where the client takes it. */
  void text(int status, String contentType, Content content) throws IOException {
    if (!takesGzip()) {
      stream(status, contentType, content);
      return;
    }
    response().putHeader("Content-Encoding", "gzip").putHeader("Vary", "Accept-Encoding");
    stream(
        status,
        contentType,
        out -> {
          GZIPOutputStream gzip = new GZIPOutputStream(out, 8192);
          content.writeTo(gzip);
          gzip.finish();
        });
  }

  void empty(int status) throws IOException {
    response().setStatusCode(status);
    new ResponseBody(response()).end();
  }

  /**
   * A body that is written as it is made; ended only when all of it was written, so that a body
   * that broke off never looks whole.
   */
  void stream(int status, String contentType, Content content) throws IOException {
    HttpServerResponse response = response();
    response.setStatusCode(status).putHeader("Content-Type", contentType);
    if (!response.headers().contains("Content-Length")) {
      response.setChunked(true);
    }
    ResponseBody out = new ResponseBody(response);
    content.writeTo(out);
    out.end();
  }

  private boolean takesGzip() {
    return header("Accept-Encoding").orElse("").toLowerCase(Locale.ROOT).contains("gzip");
  }

  private static boolean isText(String contentType) {
    return contentType.contains("json") || contentType.startsWith("text/");
  }
}
