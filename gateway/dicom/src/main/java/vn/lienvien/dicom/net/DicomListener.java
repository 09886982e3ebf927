package vn.lienvien.dicom.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts associations on a port (PS3.8 7.1, 9.2) and serves each on a virtual thread of its own. A
 * connection costs a socket only, until its A-ASSOCIATE-RQ is there. Thread-safe.
 */
public final class DicomListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DicomListener.class);

  /** Connections that have not said who they are, above the associations allowed. */
  private static final int SPARE_CONNECTIONS = 64;

  private final Transport transport;
  private final ListenerSettings settings;
  private final AssociationOptions options;
  private final Acceptance acceptance;
  private final AssociationRequestor subAssociations;
  private final Admission admission;
  private final Set<Channel> connections = ConcurrentHashMap.newKeySet();
  private final Channel serverChannel;

  private DicomListener(
      Transport transport,
      ListenerSettings settings,
      AssociationOptions options,
      Acceptance acceptance)
      throws IOException {
    this.transport = transport;
    this.settings = settings;
    this.options = options;
    this.acceptance = acceptance;
    subAssociations = new AssociationRequestor(transport, options);
    admission = new Admission(settings.maximumAssociations(), settings.maximumPerPeer());
    serverChannel = bind();
  }

  /** Binds and listens. */
  public static DicomListener open(
      Transport transport,
      ListenerSettings settings,
      AssociationOptions options,
      Acceptance acceptance)
      throws IOException {
    if (settings.tls() && options.tls().isEmpty()) {
      throw new IllegalArgumentException("TLS wanted but not configured");
    }
    return new DicomListener(transport, settings, options, acceptance);
  }

  private Channel bind() throws IOException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(transport.group())
            .channel(transport.serverChannelClass())
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, 256)
            .childHandler(new Pipeline());
    transport.socketOptions().forEach((option, value) -> set(bootstrap, option, value));
    ChannelFuture bound =
        bootstrap.bind(new InetSocketAddress(settings.bindAddress(), settings.port()));
    bound.awaitUninterruptibly();
    Throwable failure = bound.cause();
    if (failure != null) {
      String place = settings.bindAddress() + ":" + settings.port();
      throw new IOException("cannot listen on " + place + ": " + failure.getMessage(), failure);
    }
    return bound.channel();
  }

  @SuppressWarnings("unchecked") // socketOptions() pairs each option with a value of its type
  private static void set(ServerBootstrap bootstrap, ChannelOption<?> option, Object value) {
    bootstrap.childOption((ChannelOption<Object>) option, value);
  }

  /** The port listened on, also where 0 was asked for. */
  public int port() {
    return ((InetSocketAddress) serverChannel.localAddress()).getPort();
  }

  /** Stops listening and ends every association at once. */
  @Override
  public void close() {
    serverChannel.close().awaitUninterruptibly();
    connections.forEach(channel -> channel.close().awaitUninterruptibly());
  }

  /** What bytes pass on their way in. */
  private final class Pipeline extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      if (connections.size() >= settings.maximumAssociations() + SPARE_CONNECTIONS) {
        channel.close();
        return;
      }
      connections.add(channel);
      channel.closeFuture().addListener(closed -> connections.remove(channel));
      if (settings.tls()) {
        SslHandler tls = new SslHandler(options.tls().orElseThrow().serverEngine());
        tls.setHandshakeTimeoutMillis(options.timeouts().connect().toMillis());
        channel.pipeline().addLast(tls);
      }
      channel.pipeline().addLast(new PduDecoder(options.maximumPduLength()));
      channel.pipeline().addLast(new UpperLayer(channel, options.timeouts(), new Door()));
    }
  }

  /** What the upper layer reports before there is an association. */
  private final class Door implements UpperLayer.Acceptor {
    @Override
    public void requested(UpperLayer upper, Pdu.AssociateRq request) {
      long id = transport.nextAssociationId();
      Thread unused =
          Thread.ofVirtual().name("association-" + id).start(() -> serve(id, upper, request));
    }

    @Override
    public void probed(InetSocketAddress remoteAddress) {
      acceptance.observer().probed(remoteAddress);
    }

    @Override
    public void violated(InetSocketAddress remoteAddress, AbortCause answer) {
      acceptance.observer().violated(remoteAddress, answer);
    }
  }

  private void serve(long id, UpperLayer upper, Pdu.AssociateRq request) {
    AssociationRequest asked =
        new AssociationRequest(
            request.callingAETitle(),
            request.calledAETitle(),
            upper.remoteAddress(),
            request.user().identity());
    Optional<Rejection> refusal = refuse(request, asked);
    String peer = Admission.peer(asked);
    Optional<Rejection> rejection = refusal.isPresent() ? refusal : admission.enter(peer);
    if (rejection.isPresent()) {
      upper.reject(rejection.get());
      acceptance.observer().rejected(asked, rejection.get());
      return;
    }
    try {
      AssociationNegotiator.Answer answer =
          AssociationNegotiator.answer(
              request, acceptance.contexts(), options, acceptance.policy().confirms(asked));
      Association association =
          new Association(
              new AssociationSetup(
                  id,
                  false,
                  answer.agreement(),
                  upper,
                  options,
                  acceptance.services(),
                  subAssociations,
                  acceptance.observer()));
      upper.accept(answer.answer());
      association.serve();
    } finally {
      admission.leave(peer);
    }
  }

  private Optional<Rejection> refuse(Pdu.AssociateRq request, AssociationRequest asked) {
    if ((request.protocolVersion() & 1) == 0) {
      return Optional.of(Rejection.PROTOCOL_VERSION_NOT_SUPPORTED);
    }
    if (!request.applicationContext().equals(AssociationNegotiator.APPLICATION_CONTEXT)) {
      return Optional.of(Rejection.APPLICATION_CONTEXT_NOT_SUPPORTED);
    }
    try {
      return acceptance.policy().refuse(asked);
    } catch (RuntimeException unexpected) {
      // The policy is the application's code: its fault is no peer's, who may come again.
      log.error("acceptance policy failed", unexpected);
      return Optional.of(Rejection.TEMPORARY_CONGESTION);
    }
  }
}
