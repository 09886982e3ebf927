package vn.lienvien.link;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.security.JoinOutcome;
import vn.lienvien.security.JoinRequest;
import vn.lienvien.security.SiteInvitation;
import vn.lienvien.security.SiteJoining;
import vn.lienvien.security.SiteTrust;

/**
 * The hub's end of every link: HTTP/2 over TLS 1.3 with certificates of both sides. Only the join
 * endpoint answers a caller without one. Thread-safe; see docs/link-protocol.md.
 */
public final class LinkServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LinkServer.class);
  private static final String PREFIX = "/link/" + LinkMessage.VERSION + "/";
  private static final int JOIN_BYTES = 16 * 1024;
  private static final int SMALL_BYTES = 64 * 1024;
  private static final int IDLE_SECONDS = 60;

  private final LinkRoom room;
  private final SiteInvitation invitation;
  private final SiteTrust trust;
  private final LinkCounters counters = new LinkCounters();
  private final Spokes spokes;
  private final HubRoutes routes;
  private final OutgoingPacks packs;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  private final ObjectMapper joinJson = new ObjectMapper();
  private volatile Optional<HttpServer> server = Optional.empty();
  private volatile String lastRefusal = "";

  /** Prepares the hub's end; nothing listens yet. */
  public LinkServer(LinkRoom room, SiteInvitation invitation) {
    this.room = room;
    this.invitation = invitation;
    this.trust = room.identity().trust(this::refusedPeer);
    this.spokes = new Spokes(room.parcels(), room.clock());
    LinkEnds ends = LinkEnds.of(room, counters);
    this.packs = ends.packs();
    this.routes = new HubRoutes(ends, new CommitDesk(ends.receiver(), threads));
  }

  /** Listens and returns the port, which matters when port 0 was asked for. */
  public int start(String bind, int port) throws IOException {
    packs.sweep(id -> room.parcels().outgoing(id).isPresent() && !room.parcels().isDelivered(id));
    HttpServerOptions options =
        new HttpServerOptions()
            .setSsl(true)
            .setUseAlpn(true)
            .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
            .setKeyCertOptions(KeyCertOptions.wrap(room.identity().keyManager()))
            .setTrustOptions(TrustOptions.wrap(trust))
            .setClientAuth(ClientAuth.REQUEST)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setHttp2ConnectionWindowSize(4 << 20)
            .setInitialSettings(
                new Http2Settings().setInitialWindowSize(1 << 20).setMaxConcurrentStreams(32))
            .setHost(bind)
            .setPort(port);
    HttpServer created =
        vertx
            .createHttpServer(options)
            .exceptionHandler(fault -> LOG.debug("a connection ended early", fault))
            .requestHandler(this::receive);
    try {
      created.listen().toCompletionStage().toCompletableFuture().get();
      server = Optional.of(created);
      return created.actualPort();
    } catch (ExecutionException e) {
      throw new IOException("the link cannot listen on " + bind + ":" + port, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the link was starting", e);
    }
  }

  /** Every spoke that has called or that parcels wait for. */
  public List<LinkStatus> status() {
    return spokes.status();
  }

  /** Why the last connection was refused for its certificate, in words; empty for never. */
  public String lastRefusal() {
    return lastRefusal;
  }

  /** For the metrics. */
  public LinkCounters counters() {
    return counters;
  }

  /** On the event loop: takes the body within its bound, then leaves for a virtual thread. */
  private void receive(HttpServerRequest request) {
    BoundedBody body = new BoundedBody(request, bodyLimit(request));
    request.handler(body);
    Context context = vertx.getOrCreateContext();
    request.endHandler(ignored -> {
      if (body.complete()) {
        threads.execute(() -> work(request, context, body.bytes()));
      }
    });
  }

  private void work(HttpServerRequest request, Context context, byte[] body) {
    LinkReply reply = reply(request, body);
    context.runOnContext(ignored -> {
      if (!request.response().closed() && !request.response().ended()) {
        request.response().setStatusCode(reply.status());
        if (!reply.contentType().isEmpty()) {
          request.response().putHeader("content-type", reply.contentType());
        }
        request.response().end(Buffer.buffer(reply.body()));
      }
    });
  }

  private LinkReply reply(HttpServerRequest request, byte[] body) {
    try {
      if (request.path().equals(SiteJoining.PATH)) {
        return joined(request.method().name(), body);
      }
      Optional<X509Certificate> certificate = certificate(request);
      if (certificate.isEmpty()) {
        return LinkReply.fault(403, "NO_CERTIFICATE", "join first: lienvien site join");
      }
      // At every request, not only at the handshake: a revocation ends open connections too.
      String siteId = trust.siteOf(certificate.get());
      if (!request.path().startsWith(PREFIX)) {
        return LinkReply.fault(404, "NO_SUCH_VERSION", "this hub speaks " + PREFIX);
      }
      return answer(siteId, request, body);
    } catch (CertificateException e) {
      refusedPeer(String.valueOf(e.getMessage()));
      return LinkReply.fault(403, "CERTIFICATE_REFUSED", String.valueOf(e.getMessage()));
    } catch (LinkFormatException e) {
      return LinkReply.fault(400, "NOT_UNDERSTOOD", String.valueOf(e.getMessage()));
    } catch (InterruptedException | ClosedByInterruptException e) {
      Thread.currentThread().interrupt();
      return LinkReply.fault(503, "POSTPONED", "the hub is closing");
    } catch (Exception e) {
      LOG.error("a request of a spoke failed here", e);
      return LinkReply.fault(503, "POSTPONED", "failed at the hub; its log says why");
    }
  }

  private LinkReply answer(String siteId, HttpServerRequest request, byte[] body)
      throws IOException, InterruptedException {
    Spoke spoke = spokes.of(siteId);
    spoke.seen(body.length);
    counters.received(body.length);
    String seen = request.getParam("seen", "");
    List<String> path = List.of(request.path().substring(PREFIX.length()).split("/", 4));
    LinkReply reply =
        routes.answer(siteId, spoke, new LinkCall(request.method().name(), path, seen, body));
    spoke.sent(reply.body().length);
    counters.sent(reply.body().length);
    return reply;
  }

  private LinkReply joined(String method, byte[] body) throws IOException {
    if (!method.equals("POST")) {
      return LinkReply.nothing();
    }
    JoinRequest request;
    try {
      request = joinJson.readValue(body, JoinRequest.class);
    } catch (JsonProcessingException e) {
      return LinkReply.fault(400, "NOT_UNDERSTOOD", "not a request to join");
    }
    return switch (invitation.answer(request)) {
      case JoinOutcome.Joined joined -> {
        LOG.info("site {} has joined", request.siteId());
        yield LinkReply.json(200, joined.answer());
      }
      case JoinOutcome.Refused refused -> {
        refusedPeer("a request to join was refused");
        yield LinkReply.fault(403, "REFUSED", refused.reason());
      }
    };
  }

  private static Optional<X509Certificate> certificate(HttpServerRequest request) {
    try {
      // Null rather than an exception where the connection has ended meanwhile.
      @Nullable List<Certificate> chain = request.connection().peerCertificates();
      return chain != null && chain.getFirst() instanceof X509Certificate x509
          ? Optional.of(x509)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  private long bodyLimit(HttpServerRequest request) {
    if (request.path().equals(SiteJoining.PATH)) {
      return JOIN_BYTES;
    }
    if (request.path().equals(PREFIX + "parcels")) {
      return room.limits().offerBytes();
    }
    return request.method().name().equals("PUT") ? LinkLimits.CHUNK_BYTES : SMALL_BYTES;
  }

  private void refusedPeer(String reason) {
    counters.refusedPeer();
    lastRefusal = reason;
    LOG.warn("a peer is refused: {}", reason);
  }

  @Override
  public void close() {
    // Connections first, then those who work for them, and the event loop they answer on last.
    server.ifPresent(
        listening -> listening.close().toCompletionStage().toCompletableFuture().join());
    LinkEnds.end(threads);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
