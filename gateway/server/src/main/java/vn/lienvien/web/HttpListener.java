package vn.lienvien.web;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * HTTP on one address, serving a table of routes: HTTPS with HTTP/2 and HTTP/1.1 where there is a
 * certificate, otherwise HTTP/1.1. Cleartext HTTP/2 is off: no browser speaks it, and with it
 * Vert.x shows a connection only after its first request, too late to cut off a slow-loris client.
 */
final class HttpListener implements AutoCloseable {
  private static final int MOST_HEADER_BYTES = 16 * 1024;

  private final Vertx vertx;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private HttpListener(Vertx vertx, HttpServer server) {
    this.vertx = vertx;
    this.server = server;
  }

  /**
   * @param fallback answers GET of every path that no route names
   * @param answered told the status of every answer
   */
  static HttpListener start(
      Listening where, List<Route> routes, Route fallback, Callers callers, IntConsumer answered)
      throws IOException {
    Optional<ShownCertificate> certificate = shownAt(where);
    HttpServerOptions options = options(where);
    certificate.ifPresent(shown -> shown.serve(options, where));
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    HttpServer server = vertx.createHttpServer(options);
    HttpListener listener = new HttpListener(vertx, server);
    ConnectionWatch watch = new ConnectionWatch(vertx, where.firstRequestWithin());
    server.connectionHandler(watch::opened);
    Router router = listener.router(routes, fallback, callers, watch);
    server.requestHandler(request -> {
      request.response().endHandler(_ -> answered.accept(request.response().getStatusCode()));
      router.handle(request);
    });
    server.invalidRequestHandler(request -> {
      HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(request);
      answered.accept(request.response().getStatusCode());
    });
    try {
      server.listen().await(20, TimeUnit.SECONDS);
    } catch (Exception cannotBind) {
      // await throws whatever binding failed with, checked or not
      listener.close();
      throw new IOException(
          "cannot listen for HTTP on "
              + where.host()
              + ":"
              + where.port()
              + ": "
              + cannotBind.getMessage(),
          cannotBind);
    }
    certificate.ifPresent(shown -> shown.renew(vertx, server, options, listener.threads));
    return listener;
  }

  private static Optional<ShownCertificate> shownAt(Listening where) throws IOException {
    return where.tls().isPresent()
        ? Optional.of(new ShownCertificate(where.tls().get()))
        : Optional.empty();
  }

  int port() {
    return server.actualPort();
  }

  private static HttpServerOptions options(Listening where) {
    return new HttpServerOptions()
        .setHost(where.host())
        .setPort(where.port())
        .setTcpNoDelay(true)
        .setHttp2ClearTextEnabled(false)
        .setMaxHeaderSize(MOST_HEADER_BYTES)
        .setMaxInitialLineLength(MOST_HEADER_BYTES)
        .setHandle100ContinueAutomatically(true)
        .setIdleTimeout(120)
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
  }

  private Router router(
      List<Route> routes, Route fallback, Callers callers, ConnectionWatch watch) {
    Router router = Router.router(vertx);
    for (Route route : routes) {
      router
          .route(route.method(), route.pattern())
          .handler(new RouteHandler(route, callers, watch, threads));
    }
    routes.stream()
        .map(Route::pattern)
        .distinct()
        .forEach(path -> refuseOthers(router, path, routes));
    router
        .route(fallback.method(), "/*")
        .handler(new RouteHandler(fallback, callers, watch, threads));
    router.errorHandler(404, context -> refuse(context, ErrorCode.NOT_FOUND));
    router.errorHandler(405, context -> refuse(context, ErrorCode.METHOD_NOT_ALLOWED));
    router.errorHandler(400, context -> refuse(context, ErrorCode.BAD_REQUEST));
    router.errorHandler(500, context -> refuse(context, ErrorCode.INTERNAL));
    return router;
  }

  private static void refuseOthers(Router router, String path, List<Route> routes) {
    Set<String> allowed = new TreeSet<>();
    routes.stream()
        .filter(route -> route.pattern().equals(path))
        .forEach(route -> allowed.add(route.method().name()));
    router
        .route(path)
        .handler(context -> {
          context.response().putHeader("Allow", String.join(", ", allowed));
          refuse(context, ErrorCode.METHOD_NOT_ALLOWED);
        });
  }

  private static void refuse(RoutingContext context, ErrorCode code) {
    SecurityHeaders.put(context.response().headers());
    RouteHandler.refuse(context, new HttpFault(code, "not here"));
  }

  @Override
  public void close() {
    try {
      server.shutdown(Duration.ofSeconds(2)).await(5, TimeUnit.SECONDS);
      vertx.close().await(5, TimeUnit.SECONDS);
    } catch (Exception slow) {
      // await throws whatever closing failed with; the process ends all the same
      org.slf4j.LoggerFactory.getLogger(HttpListener.class).warn("HTTP did not stop in time", slow);
    } finally {
      threads.shutdownNow();
    }
  }
}
