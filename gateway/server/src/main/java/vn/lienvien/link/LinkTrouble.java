package vn.lienvien.link;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
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
        case UnknownHostException e -> {
          return "the name " + t.getMessage() + " cannot be resolved; check DNS and link.dial";
        }
        case SocketTimeoutException e -> {
          return "no answer from " + where + "; is the line down, or a firewall in between?";
        }
        case ConnectException e -> {
          return where + " refuses connections; is the hub's gateway running?";
        }
        case NoRouteToHostException e -> {
          return "no route to " + where + "; is the line down?";
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
