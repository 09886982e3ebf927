package vn.lienvien.link;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP proxy on loopback that opens tunnels for whoever knows the credentials. */
final class ConnectProxy implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final String authorization;
  final AtomicInteger tunnels = new AtomicInteger();
  final AtomicInteger refusals = new AtomicInteger();

  ConnectProxy(String authorization) throws IOException {
    this.authorization = authorization;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = listener.accept();
        Thread.ofVirtual().start(() -> serve(near));
      }
    } catch (IOException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Socket near) {
    try (near) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(near.getInputStream(), StandardCharsets.ISO_8859_1), 1);
      String target = in.readLine().split(" ")[1];
      boolean known = false;
      for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        known |= line.equals("Proxy-Authorization: " + authorization);
      }
      if (!known) {
        refusals.incrementAndGet();
        near.getOutputStream().write("HTTP/1.1 407 Who are you\r\n\r\n".getBytes());
        return;
      }
      tunnels.incrementAndGet();
      int colon = target.lastIndexOf(':');
      try (Socket far =
          new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)))) {
        near.getOutputStream().write("HTTP/1.1 200 Go on\r\n\r\n".getBytes());
        Thread.ofVirtual().start(() -> copy(far, near));
        copy(near, far);
      }
    } catch (IOException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One end has closed: so does the other.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
