package vn.lienvien.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLServerSocket;

/**
 * Ends TLS in front of a server that speaks plainly, as a hospital's reverse proxy does; whoever
 * shows no certificate of the authority is not let in.
 */
final class TlsFront implements AutoCloseable {
  private final SSLServerSocket listening;
  private final int behind;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  TlsFront(Certificates certificates, int behind) throws IOException {
    this.behind = behind;
    this.listening =
        (SSLServerSocket)
            certificates
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listening.setNeedClientAuth(true);
    Thread unused = Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket caller = listening.accept();
        open.add(caller);
        Thread unused = Thread.ofVirtual().start(() -> serve(caller));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket caller) {
    try (caller;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      Thread back = Thread.ofVirtual().start(() -> copy(server, caller));
      copy(caller, server);
      back.join();
    } catch (IOException nobodyBehind) {
      // closing the caller's connection is the answer
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException ended) {
      // one side has hung up, or was refused: the other hears of it when both sockets are closed
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
