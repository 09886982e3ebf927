package vn.lienvien.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import vn.lienvien.security.ForeignTls;

/** A private authority and one certificate of it for everybody, made by openssl. */
public record Certificates(Path authority, Path certificate, Path key) {
  public static Certificates make(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Path caKey = directory.resolve("ca.key");
    Path ca = directory.resolve("ca.pem");
    Path key = directory.resolve("node.key");
    Path request = directory.resolve("node.csr");
    Path certificate = directory.resolve("node.pem");
    Path extensions =
        Files.writeString(
            directory.resolve("node.ext"), "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
    openssl(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "30",
        "-subj",
        "/CN=ca",
        "-keyout",
        caKey.toString(),
        "-out",
        ca.toString());
    openssl(
        "req",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=127.0.0.1",
        "-keyout",
        key.toString(),
        "-out",
        request.toString());
    openssl(
        "x509",
        "-req",
        "-days",
        "30",
        "-in",
        request.toString(),
        "-CA",
        ca.toString(),
        "-CAkey",
        caKey.toString(),
        "-CAcreateserial",
        "-extfile",
        extensions.toString(),
        "-out",
        certificate.toString());
    return new Certificates(ca, certificate, key);
  }

  /** For who shows this certificate and believes this authority only. */
  public SSLContext context() throws IOException {
    return ForeignTls.context(Optional.of(authority), Optional.of(certificate), Optional.of(key));
  }

  private static void openssl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join(" ", command) + ": " + said);
    }
  }
}
