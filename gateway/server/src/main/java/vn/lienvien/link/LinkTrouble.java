package vn.lienvien.link;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** A broken connection in words that tell an administrator where to look. */
final class LinkTrouble {
  private LinkTrouble() {}

  static String inWords(Throwable trouble, HubAddress hub) {
    String where = hub.host() + ":" + hub.port();
    for (Throwable t = trouble; t != null; t = t.getCause()) {
      switch (t) {
        case CertificateException e -> {
          return "the hub's certificate is refused: " + e.getMessage();
        }
        case UnresolvedAddressException e -> {
          return "the name " + hub.host() + " cannot be resolved; check DNS and link.dial";
        }
        case UnknownHostException e -> {
          return "the name " + hub.host() + " cannot be resolved; check DNS and link.dial";
        }
        case HttpConnectTimeoutException e -> {
          return "no connection to " + where + "; is the line down, or a firewall in between?";
        }
        case HttpTimeoutException e -> {
          return "the hub at " + where + " no longer answers; the line may be cut";
        }
        case ConnectException e -> {
          return where + " refuses connections; is the hub's gateway running?";
        }
        case SSLException e when String.valueOf(e.getMessage()).contains("certificate") -> {
          return "the hub refuses our certificate (" + e.getMessage() + "); expired or revoked?";
        }
        default -> {}
      }
    }
    String message = trouble.getMessage();
    return message == null
        ? "the connection to " + where + " broke (" + trouble.getClass().getSimpleName() + ")"
        : PlainText.of(message);
  }
}
