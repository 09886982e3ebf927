package vn.lienvien.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import vn.lienvien.security.HttpProxy;
import vn.lienvien.security.SiteIdentity;

/**
 * Makes connections to hubs, through a proxy where there is one. Keeps one TLS context a hub, so
 * that later handshakes resume the first and carry no certificates. Thread-safe.
 */
final class Dialling {
  static final int PATIENCE_MS = (int) Duration.ofSeconds(5).toMillis();

  private final SiteIdentity identity;
  private final Map<String, Known> contexts = new ConcurrentHashMap<>();

  Dialling(SiteIdentity identity) {
    this.identity = identity;
  }

  /** A TLS context and the certificate it shows. */
  private record Known(Object certificate, SSLContext context) {}

  /**
   * Makes a connection.
   *
   * @param patienceMs for the connection, and for each answer in the handshake
   * @param reached run once the hub has taken the connection, before the handshake
   */
  SecureSocket dial(HubAddress hub, int patienceMs, Runnable reached) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      Optional<HttpProxy> proxy = hub.proxy();
      String host = proxy.map(HttpProxy::host).orElse(hub.host());
      int port = proxy.map(HttpProxy::port).orElse(hub.port());
      InetSocketAddress address = new InetSocketAddress(host, port);
      if (address.isUnresolved()) {
        throw new UnknownHostException(host);
      }
      socket.connect(address, patienceMs);
      socket.setSoTimeout(patienceMs);
      if (proxy.isPresent()) {
        proxy.get().open(socket, hub.host(), hub.port());
      }
      reached.run();
      return SecureSocket.client(socket, context(hub.siteId()), hub.host(), hub.port());
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private SSLContext context(String hubSiteId) {
    Object certificate = identity.certificate();
    return contexts
        .compute(
            hubSiteId,
            (id, known) ->
                known != null && known.certificate().equals(certificate)
                    ? known
                    : new Known(certificate, identity.clientContext(id)))
        .context();
  }
}
