package vn.lienvien.dicom.net;

import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * TLS for associations (PS3.15 B.9 to B.12): keys and trust come with the context.
 *
 * @param mutual as acceptor: whether the requestor must show a certificate that is trusted
 * @param verifyHost as requestor: whether the certificate must name the host that was dialled;
 *     hospital nodes are often certified by AE title or address instead
 */
public record TlsSettings(
    SSLContext context, boolean mutual, TlsProfile profile, boolean verifyHost) {

  /** Mutual TLS 1.3 and 1.2 after B.12, the host name not compared. */
  public static TlsSettings mutual(SSLContext context) {
    return new TlsSettings(context, true, TlsProfile.BCP_195_RFC_8996_9325, false);
  }

  public TlsSettings withProfile(TlsProfile profile) {
    return new TlsSettings(context, mutual, profile, verifyHost);
  }

  SSLEngine clientEngine(String host, int port) {
    SSLEngine engine = context.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    SSLParameters parameters = parameters(engine);
    if (verifyHost) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  SSLEngine serverEngine() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = parameters(engine);
    parameters.setNeedClientAuth(mutual);
    engine.setSSLParameters(parameters);
    return engine;
  }

  private SSLParameters parameters(SSLEngine engine) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(profile.protocols().toArray(String[]::new));
    List<String> possible = List.of(engine.getSupportedCipherSuites());
    String[] suites =
        profile.cipherSuites().stream().filter(possible::contains).toArray(String[]::new);
    if (suites.length > 0) {
      parameters.setCipherSuites(suites);
    }
    return parameters;
  }
}
