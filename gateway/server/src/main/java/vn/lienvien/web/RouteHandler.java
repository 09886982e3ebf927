package vn.lienvien.web;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.security.Account;

/**
 * The way of every request: headers, caller, role, CSRF, endpoint, and the one place where faults
 * become answers. The event loop only hands over; the rest runs on a virtual thread.
 */
final class RouteHandler implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(RouteHandler.class);

  private final Route route;
  private final Callers callers;
  private final ConnectionWatch watch;
  private final ExecutorService threads;

  RouteHandler(Route route, Callers callers, ConnectionWatch watch, ExecutorService threads) {
    this.route = route;
    this.callers = callers;
    this.watch = watch;
    this.threads = threads;
  }

  @Override
  public void handle(RoutingContext context) {
    RequestBody body = new RequestBody(context.request());
    SecurityHeaders.put(context.response().headers());
    watch.requestBegan(context.request().connection());
    threads.execute(() -> run(context, body));
  }

  private void run(RoutingContext context, RequestBody body) {
    try {
      answer(context, body);
    } catch (HttpFault fault) {
      refuse(context, fault);
    } catch (IOException gone) {
      LOG.debug("request on {} broke off: {}", route.path(), gone.getMessage());
      cutOff(context.response());
    } catch (Exception unexpected) {
      // The top of a request: nothing above this thread would answer the client.
      String incident = UUID.randomUUID().toString();
      LOG.error("incident {} on {} {}", incident, route.method(), route.path(), unexpected);
      refuse(context, new HttpFault(ErrorCode.INTERNAL, "incident " + incident + ", see the log"));
    } finally {
      body.discardRest();
      watch.requestEnded(context.request().connection());
    }
  }

  private void answer(RoutingContext context, RequestBody body) throws IOException {
    HttpServerRequest request = context.request();
    Optional<Account> caller =
        route.access().loginNeeded() ? callers.of(request) : Optional.empty();
    if (route.access().loginNeeded()) {
      Account known = caller.orElseThrow(() -> notAuthenticated(context));
      if (!route.access().allows(known)) {
        throw new HttpFault(ErrorCode.FORBIDDEN, "this needs one of " + route.access().roles());
      }
    }
    if (route.changesState()) {
      callers.requireSameOrigin(request);
    }
    route.endpoint().answer(new Exchange(context, body, caller.orElse(null)));
  }

  /** Programs are told of Basic; browsers are not, or they would open their own password box. */
  private static HttpFault notAuthenticated(RoutingContext context) {
    if (!context.request().headers().contains("Sec-Fetch-Mode")
        && context.request().path().startsWith("/dicom-web")) {
      context
          .response()
          .putHeader("WWW-Authenticate", "Basic realm=\"lienvien\", charset=\"UTF-8\"");
    }
    return new HttpFault(ErrorCode.NOT_AUTHENTICATED, "log in first");
  }

  static void refuse(RoutingContext context, HttpFault fault) {
    HttpServerResponse response = context.response();
    if (response.headWritten()) {
      cutOff(response);
      return;
    }
    try {
      response.headers().remove("Content-Encoding").remove("Content-Length");
      if (fault.retryAfterSeconds() > 0) {
        response.putHeader("Retry-After", Long.toString(fault.retryAfterSeconds()));
      }
      byte[] body =
          Json.MAPPER.writeValueAsBytes(
              Map.of("error", Map.of("code", fault.code().name(), "message", fault.reason())));
      response
          .setChunked(false)
          .setStatusCode(fault.code().status())
          .putHeader("Content-Type", "application/json")
          .putHeader("Cache-Control", "private, no-store")
          .end(Buffer.buffer(body));
    } catch (IOException impossible) {
      cutOff(response);
    }
  }

  /** A body that cannot be finished must not look finished. */
  private static void cutOff(HttpServerResponse response) {
    if (!response.ended()) {
      response.reset(0x2 /* INTERNAL_ERROR, RFC 9113 7 */);
    }
  }
}
