package vn.lienvien.security;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * An HTTP proxy that opens tunnels (CONNECT, RFC 9110 §9.3.6), with basic authentication (RFC 7617)
 * where it asks for it. Immutable.
 *
 * @param passwordFile read anew for every tunnel, so that a changed password needs no restart
 */
public record HttpProxy(String host, int port, Optional<String> user, Optional<Path> passwordFile) {
  private static final int ANSWER_BYTES = 16 * 1024;

  /** Opens a tunnel on a socket that is connected to the proxy. */
  public void open(Socket socket, String targetHost, int targetPort) throws IOException {
    String target =
        (targetHost.contains(":") ? "[" + targetHost + "]" : targetHost) + ":" + targetPort;
    StringBuilder request = new StringBuilder();
    request.append("CONNECT ").append(target).append(" HTTP/1.1\r\nHost: ").append(target);
    if (user.isPresent()) {
      request.append("\r\nProxy-Authorization: Basic ").append(credentials(user.get()));
    }
    request.append("\r\n\r\n");
    socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    String status = head(socket.getInputStream()).lines().findFirst().orElse("");
    if (!status.matches("HTTP/1\\.[01] 2\\d\\d.*")) {
      throw new IOException(
          status.contains(" 407")
              ? "the proxy " + host + ":" + port + " asks for another user or password"
              : "the proxy " + host + ":" + port + " does not let us through to " + target);
    }
  }

  private String credentials(String name) throws IOException {
    String password = passwordFile.isEmpty() ? "" : Files.readString(passwordFile.get()).strip();
    return Base64.getEncoder()
        .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** Byte by byte: what follows the empty line belongs to TLS already. */
  private String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < ANSWER_BYTES) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the proxy " + host + ":" + port + " closed the connection");
      }
      head.append((char) next);
      if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
        return head.toString();
      }
    }
    throw new IOException("what answers at " + host + ":" + port + " is no HTTP proxy");
  }
}
