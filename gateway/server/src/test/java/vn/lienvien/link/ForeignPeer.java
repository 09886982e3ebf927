package vn.lienvien.link;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLContext;
import vn.lienvien.security.SiteIdentity;

/** A peer that speaks the protocol frame by frame, and says whatever a test wants it to. */
final class ForeignPeer implements AutoCloseable {
  private final SecureSocket socket;

  private ForeignPeer(SecureSocket socket) {
    this.socket = socket;
  }

  /** Connects with this site's certificate; nothing is said yet. */
  static ForeignPeer dial(SiteIdentity identity, String hubSiteId, int port) throws IOException {
    return new ForeignPeer(
        new Dialling(identity)
            .dial(new HubAddress(hubSiteId, "127.0.0.1", port), Dialling.PATIENCE_MS, () -> {}));
  }

  static ForeignPeer dial(SSLContext context, int port) throws IOException {
    return new ForeignPeer(
        SecureSocket.client(new Socket("127.0.0.1", port), context, "127.0.0.1", port));
  }

  Hello greet(String siteId) throws IOException {
    Hello ours = new Hello(List.of(Hello.VERSION), siteId, "test", "0123456789abcdef", 1);
    return Greeting.exchange(socket, ours, LinkLimits.standard());
  }

  void say(FrameType type, byte[] body) throws IOException {
    raw(new Frame(type, body).wire());
  }

  void raw(byte[] bytes) throws IOException {
    socket.output().write(bytes);
    socket.output().flush();
  }

  /** The next frame of one of these types; others are passed over. */
  Frame hear(FrameType... wanted) throws IOException {
    socket.patience(10_000);
    while (true) {
      Frame frame = Frame.read(socket.input(), LinkLimits.standard(), FrameType.values());
      if (List.of(wanted).contains(frame.type())) {
        return frame;
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
