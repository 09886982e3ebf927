package vn.lienvien.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A TCP relay on loopback that counts every byte, and can be cut or made to fall silent. */
final class CuttableLine implements AutoCloseable {
  private final ServerSocket listener;
  private volatile int targetPort;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicLong up = new AtomicLong();
  private final AtomicLong down = new AtomicLong();
  private volatile long cutAfterUpBytes = Long.MAX_VALUE;
  private volatile boolean silent;

  CuttableLine(int targetPort) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.targetPort = targetPort;
    Thread.ofVirtual().start(this::accept);
  }

  /** Where new connections lead from now on. */
  void leadTo(int port) {
    targetPort = port;
  }

  int port() {
    return listener.getLocalPort();
  }

  long upBytes() {
    return up.get();
  }

  long downBytes() {
    return down.get();
  }

  /** Cuts every connection once so many bytes have gone up; new connections work again. */
  void cutAfter(long upBytes) {
    cutAfterUpBytes = up.get() + upBytes;
  }

  /** Like a line that is down: nothing is delivered and nothing is said about it. */
  void silence(boolean nowSilent) {
    silent = nowSilent;
  }

  void cut() {
    sockets.forEach(CuttableLine::close);
  }

  private void accept() {
    try {
      while (true) {
        join(listener.accept());
      }
    } catch (IOException e) {
      cut();
    }
  }

  /** A far end that is down costs this connection and not the line. */
  private void join(Socket near) {
    try {
      Socket far = new Socket(InetAddress.getLoopbackAddress(), targetPort);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      sockets.add(near);
      sockets.add(far);
      Thread.ofVirtual().start(() -> relay(near, far, up));
      Thread.ofVirtual().start(() -> relay(far, near, down));
    } catch (IOException e) {
      close(near);
    }
  }

  private void relay(Socket from, Socket to, AtomicLong counter) {
    byte[] buffer = new byte[16 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        while (silent) {
          Thread.sleep(20);
        }
        long total = counter.addAndGet(read);
        if (counter == up && total >= cutAfterUpBytes) {
          cutAfterUpBytes = Long.MAX_VALUE;
          cut();
          return;
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      close(from);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(from);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AssertionError("a socket that cannot be closed", e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }
}
