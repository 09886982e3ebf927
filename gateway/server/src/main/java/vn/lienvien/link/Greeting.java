package vn.lienvien.link;

import java.io.IOException;
import java.time.Duration;

/** The hellos of a new connection: each end sends its own at once and then reads the other's. */
final class Greeting {
  private static final LinkJson JSON = new LinkJson();
  private static final int PATIENCE_MS = (int) Duration.ofSeconds(5).toMillis();

  private Greeting() {}

  /** The dialling end's part. */
  static Hello exchange(SecureSocket socket, Hello ours, LinkLimits limits) throws IOException {
    say(socket, ours);
    return heard(Frame.read(socket.input(), limits, FrameType.HELLO, FrameType.BYE), socket);
  }

  static void say(SecureSocket socket, Hello ours) throws IOException {
    socket.patience(PATIENCE_MS);
    socket.output().write(new Frame(FrameType.HELLO, JSON.bytes(ours)).wire());
    socket.output().flush();
  }

  static void refuse(SecureSocket socket, String reason) throws IOException {
    byte[] words = new WireWriter().text(PlainText.of(reason)).toByteArray();
    socket.output().write(new Frame(FrameType.BYE, words).wire());
    socket.output().flush();
  }

  /** Reads a hello; a goodbye in its place is an error with the peer's words. */
  static Hello heard(Frame frame, SecureSocket socket) throws IOException {
    if (frame.type() == FrameType.BYE) {
      throw new IOException(
          "the hub refuses us: " + PlainText.of(new WireReader(frame.body()).text()));
    }
    Hello hello = JSON.read(frame.body(), Hello.class);
    boolean sound =
        hello.instance().matches("[0-9a-f]{1,32}")
            && hello.siteId().matches("[a-z0-9-]{1,32}")
            && hello.versions().size() <= 64;
    if (!sound) {
      throw new LinkFormatException("a hello that is not one");
    }
    if (!hello.versions().contains(Hello.VERSION)) {
      throw new LinkFormatException(
          "no common version: this end speaks version " + Hello.VERSION + "; update the older one");
    }
    socket.patience(0);
    return hello;
  }
}
