package vn.lienvien.link;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/**
 * TLS 1.3 over a socket that is connected already, perhaps through a proxy. Closing closes the
 * socket beneath, which no writer that is stuck in it can hold up.
 */
final class SecureSocket implements AutoCloseable {
  private final Socket plain;
  private final SSLSocket tls;
  private final DataInputStream input;
  private final OutputStream output;

  private SecureSocket(Socket plain, SSLSocket tls) throws IOException {
    this.plain = plain;
    this.tls = tls;
    this.input = new DataInputStream(new BufferedInputStream(tls.getInputStream(), 4096));
    this.output = tls.getOutputStream();
  }

  /** The dialling end. */
  static SecureSocket client(Socket plain, SSLContext context, String host, int port)
      throws IOException {
    SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
    tls.setUseClientMode(true);
    return shaken(plain, tls);
  }

  /** The listening end; a caller without a certificate gets in, and is asked who it is. */
  static SecureSocket server(Socket plain, SSLContext context) throws IOException {
    SSLSocket tls =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), 0, true);
    tls.setUseClientMode(false);
    tls.setWantClientAuth(true);
    return shaken(plain, tls);
  }

  private static SecureSocket shaken(Socket plain, SSLSocket tls) throws IOException {
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3"});
    parameters.setApplicationProtocols(new String[] {Hello.ALPN});
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return new SecureSocket(plain, tls);
  }

  DataInputStream input() {
    return input;
  }

  OutputStream output() {
    return output;
  }

  /** The certificate the other end has shown. */
  Optional<X509Certificate> certificate() {
    try {
      return tls.getSession().getPeerCertificates()[0] instanceof X509Certificate x509
          ? Optional.of(x509)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  X509Certificate peer() {
    return certificate()
        .orElseThrow(() -> new IllegalStateException("a connection of nobody was accepted"));
  }

  void patience(int milliseconds) throws IOException {
    tls.setSoTimeout(milliseconds);
  }

  @Override
  public void close() {
    try {
      plain.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket that cannot be closed", e);
    }
  }
}
