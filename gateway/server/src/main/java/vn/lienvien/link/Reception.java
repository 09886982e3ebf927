package vn.lienvien.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.security.JoinOutcome;
import vn.lienvien.security.JoinRequest;
import vn.lienvien.security.SiteInvitation;
import vn.lienvien.security.SiteTrust;

/**
 * Where a caller shows who it is: a site that is believed gets to its link, a stranger may ask to
 * join and nothing else. Thread-safe; strangers are few at a time and have little time.
 */
final class Reception {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final int PATIENCE_MS = (int) Duration.ofSeconds(10).toMillis();
  private static final int STRANGERS = 256;

  /** So many spokes may dial at once through one hospital network's address, and no more. */
  static final int STRANGERS_AN_ADDRESS = 96;

  private static final LinkJson JSON = new LinkJson();

  private final LinkRoom room;
  private final Optional<SiteInvitation> invitation;
  private final LinkCounters counters;
  private final Function<String, PeerLink> links;
  private final SiteTrust trust;
  private final SSLContexts contexts;
  private final Semaphore strangers = new Semaphore(STRANGERS);
  private final Map<InetAddress, Integer> addresses = new ConcurrentHashMap<>();
  private volatile String lastRefusal = "";

  Reception(
      LinkRoom room,
      Optional<SiteInvitation> invitation,
      LinkCounters counters,
      Function<String, PeerLink> links) {
    this.room = room;
    this.invitation = invitation;
    this.counters = counters;
    this.links = links;
    this.trust = room.identity().trust(this::refusedPeer);
    this.contexts = new SSLContexts(room.identity(), trust);
  }

  /** The authority that renews certificates here, if there is one. */
  Optional<SiteInvitation> authority() {
    return invitation;
  }

  String lastRefusal() {
    return lastRefusal;
  }

  void receive(Socket caller) {
    InetAddress address = caller.getInetAddress();
    boolean few = addresses.merge(address, 1, Integer::sum) <= STRANGERS_AN_ADDRESS;
    if (!few || !strangers.tryAcquire()) {
      gone(address);
      counters.turnedAway();
      close(caller);
      return;
    }
    Thread patience = Thread.ofVirtual().start(() -> outstay(caller));
    try {
      caller.setTcpNoDelay(true);
      caller.setKeepAlive(true);
      caller.setSoTimeout(PATIENCE_MS);
      SSLContext context = contexts.server();
      admit(SecureSocket.server(caller, context));
    } catch (IOException | RuntimeException e) {
      LOG.debug("a caller was not admitted", e);
      close(caller);
    } finally {
      patience.interrupt();
      strangers.release();
      gone(address);
    }
  }

  private void gone(InetAddress address) {
    addresses.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
  }

  /** A stranger who trickles bytes never runs into a read's timeout, but into this one. */
  private static void outstay(Socket caller) {
    try {
      Thread.sleep(PATIENCE_MS);
      close(caller);
    } catch (InterruptedException e) {
      // Admitted, or gone.
      Thread.currentThread().interrupt();
    }
  }

  private void admit(SecureSocket socket) throws IOException {
    Optional<X509Certificate> certificate = socket.certificate();
    if (certificate.isEmpty()) {
      join(socket);
      return;
    }
    try {
      // Again, because a resumed session has not shown its certificate.
      String siteId = trust.siteOf(certificate.get());
      PeerLink link = links.apply(siteId);
      Hello theirs =
          Greeting.heard(Frame.read(socket.input(), room.limits(), FrameType.HELLO), socket);
      if (!theirs.siteId().equals(siteId)) {
        throw new LinkFormatException(
            "the configured site id is not the certificate's, '" + siteId + "'");
      }
      if (!link.hasRoom()) {
        throw new LinkFormatException("too many connections");
      }
      Greeting.say(socket, link.hello("lienvien", theirs.number()));
      socket.patience(0);
      link.add(socket, theirs);
    } catch (CertificateException e) {
      refusedPeer(String.valueOf(e.getMessage()));
      refuse(socket, String.valueOf(e.getMessage()));
    } catch (LinkFormatException e) {
      refuse(socket, String.valueOf(e.getMessage()));
    }
  }

  private static void refuse(SecureSocket socket, String reason) throws IOException {
    Greeting.refuse(socket, reason);
    socket.close();
  }

  private void join(SecureSocket socket) throws IOException {
    Frame frame = Frame.read(socket.input(), room.limits(), FrameType.JOIN);
    Optional<byte[]> answer;
    try {
      answer = joined(frame.body());
    } catch (LinkFormatException e) {
      answer = Optional.empty();
    }
    if (answer.isPresent()) {
      socket.output().write(new Frame(FrameType.JOINED, answer.get()).wire());
      socket.output().flush();
      socket.close();
    } else {
      refuse(socket, "the invite code is not valid for this site");
    }
  }

  private Optional<byte[]> joined(byte[] body) throws IOException {
    if (invitation.isEmpty()) {
      return Optional.empty();
    }
    JoinRequest request = JSON.read(body, JoinRequest.class);
    return switch (invitation.get().answer(request)) {
      case JoinOutcome.Joined joined -> {
        LOG.info("site {} has joined", request.siteId());
        yield Optional.of(JSON.bytes(joined.answer()));
      }
      case JoinOutcome.Refused refused -> {
        refusedPeer("a request to join was refused");
        yield Optional.empty();
      }
    };
  }

  private void refusedPeer(String reason) {
    counters.refusedPeer();
    lastRefusal = reason;
    LOG.warn("a peer is refused: {}", reason);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("a socket that cannot be closed", e);
    }
  }
}
