package vn.lienvien.dicom.net;

import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * TLS for associations (PS3.15 B.12): keys and trust come with the context.
 *
 * @param mutual as acceptor: whether the requestor must show a certificate that is trusted
 * @param protocols enabled versions, for example {@code TLSv1.3}, {@code TLSv1.2}
 * @param verifyHost as requestor: whether the certificate must name the host that was dialled;
 *     hospital nodes are often certified by AE title or address instead
 */
public record TlsSettings(
    SSLContext context, boolean mutual, List<String> protocols, boolean verifyHost) {
  public TlsSettings {
    protocols = List.copyOf(protocols);
  }

  /** Mutual TLS 1.3 and 1.2, the host name not compared. */
  public static TlsSettings mutual(SSLContext context) {
    return new TlsSettings(context, true, List.of("TLSv1.3", "TLSv1.2"), false);
  }

  SSLEngine clientEngine(String host, int port) {
    SSLEngine engine = context.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(protocols.toArray(String[]::new));
    if (verifyHost) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  SSLEngine serverEngine() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(protocols.toArray(String[]::new));
    parameters.setNeedClientAuth(mutual);
    engine.setSSLParameters(parameters);
    return engine;
  }
}
