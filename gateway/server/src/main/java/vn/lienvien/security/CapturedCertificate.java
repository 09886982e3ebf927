package vn.lienvien.security;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Takes note of the certificate that a server shows and judges nothing: during a join the proof
 * under the invite code judges it, since the spoke has no authority to ask yet. Never used for
 * anything but a join.
 */
final class CapturedCertificate extends X509ExtendedTrustManager {
  private volatile @Nullable X509Certificate certificate;

  X509Certificate certificate() throws IOException {
    X509Certificate seen = certificate;
    if (seen == null) {
      throw new IOException("the server showed no certificate");
    }
    return seen;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    certificate = chain[0];
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
    certificate = chain[0];
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType) {
    certificate = chain[0];
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    throw new UnsupportedOperationException("a joining spoke is never a server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
    throw new UnsupportedOperationException("a joining spoke is never a server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {
    throw new UnsupportedOperationException("a joining spoke is never a server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
