package vn.lienvien.dicom.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Opens associations to other application entities (PS3.8 7.1); thread-safe. */
public final class AssociationRequestor {
  private final Transport transport;
  private final AssociationOptions options;

  public AssociationRequestor(Transport transport, AssociationOptions options) {
    this.transport = transport;
    this.options = options;
  }

  /** Opens an association that only sends requests. */
  public Association open(
      String callingAETitle, ApplicationEntity called, List<PresentationContext> contexts)
      throws AssociationException {
    return open(new AssociationProposal(callingAETitle, called, contexts));
  }

  /** Connects and negotiates; blocks for the connect and associate times at most. */
  public Association open(AssociationProposal proposal) throws AssociationException {
    Channel channel = connect(proposal.called());
    UpperLayer upper = channel.pipeline().get(UpperLayer.class);
    if (upper == null) {
      throw new AssociationException.Lost("closed by the other side");
    }
    Pdu.AssociateRq request = AssociationNegotiator.request(proposal, options);
    upper.request(PduWriter.associateRq(upper.allocator(), request));
    Agreement agreement = AssociationNegotiator.agreement(request, answer(upper), options);
    Association association =
        new Association(
            new AssociationSetup(
                transport.nextAssociationId(),
                true,
                agreement,
                upper,
                options,
                proposal.services(),
                this,
                AssociationObserver.NONE));
    Thread unused =
        Thread.ofVirtual().name("association-" + association.id()).start(association::serve);
    return association;
  }

  private Pdu.AssociateAc answer(UpperLayer upper) throws AssociationException {
    Duration limit = options.timeouts().associate();
    try {
      return switch (upper.take(limit)) {
        case Pdu.AssociateAc accepted -> accepted;
        case Pdu.AssociateRj rejected ->
            throw new AssociationException.Rejected(rejected.rejection());
        case Pdu.Ended ended -> throw ended.why();
        case null, default -> {
          AssociationException why =
              new AssociationException.TimedOut("the answer to A-ASSOCIATE-RQ", limit);
          upper.abort(AbortCause.SERVICE_USER, why);
          throw why;
        }
      };
    } catch (InterruptedException e) {
      throw interrupted(upper);
    }
  }

  private static AssociationException interrupted(UpperLayer upper) {
    Thread.currentThread().interrupt();
    AssociationException why = new AssociationException.Lost("our thread was interrupted");
    upper.abort(AbortCause.SERVICE_USER, why);
    return why;
  }

  private Channel connect(ApplicationEntity called) throws AssociationException {
    String place = called.host() + ":" + called.port();
    InetSocketAddress address = new InetSocketAddress(called.host(), called.port());
    if (address.isUnresolved()) {
      throw new AssociationException.NotConnected(place, new UnknownHostException(called.host()));
    }
    Bootstrap bootstrap =
        new Bootstrap()
            .group(transport.group())
            .channel(transport.channelClass())
            .handler(new Pipeline(called));
    transport.socketOptions().forEach((option, value) -> set(bootstrap, option, value));
    bootstrap.option(
        ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) options.timeouts().connect().toMillis());
    ChannelFuture connecting = bootstrap.connect(address);
    await(connecting, place, connecting.channel());
    SslHandler tls = connecting.channel().pipeline().get(SslHandler.class);
    if (tls != null) {
      await(tls.handshakeFuture(), place, connecting.channel());
    }
    return connecting.channel();
  }

  @SuppressWarnings("unchecked") // socketOptions() pairs each option with a value of its type
  private static void set(Bootstrap bootstrap, ChannelOption<?> option, Object value) {
    bootstrap.option((ChannelOption<Object>) option, value);
  }

  private void await(Future<?> step, String place, Channel channel) throws AssociationException {
    Duration limit = options.timeouts().connect();
    try {
      if (!step.await(limit.toMillis() + 100, TimeUnit.MILLISECONDS)) {
        channel.close();
        throw new AssociationException.TimedOut("a connection to " + place, limit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      channel.close();
      throw new AssociationException.Lost("our thread was interrupted");
    }
    Throwable failure = step.cause();
    if (failure != null) {
      channel.close();
      throw new AssociationException.NotConnected(place, failure);
    }
  }

  /** What bytes pass on their way in. */
  private final class Pipeline extends ChannelInitializer<Channel> {
    private final ApplicationEntity called;

    private Pipeline(ApplicationEntity called) {
      this.called = called;
    }

    @Override
    protected void initChannel(Channel channel) {
      ChannelPipeline pipeline = channel.pipeline();
      if (called.tls()) {
        TlsSettings tls =
            options
                .tls()
                .orElseThrow(() -> new IllegalStateException("TLS wanted but not configured"));
        SslHandler handler = new SslHandler(tls.clientEngine(called.host(), called.port()));
        handler.setHandshakeTimeoutMillis(options.timeouts().connect().toMillis());
        pipeline.addLast(handler);
      }
      pipeline.addLast(new PduDecoder(options.maximumPduLength()));
      pipeline.addLast(new UpperLayer(channel, options.timeouts(), null));
    }
  }
}
