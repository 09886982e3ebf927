package vn.lienvien.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * The spoke's side of {@code lienvien site join}: makes a key, has the hub certify it, and writes
 * {@code site.key}, {@code site.crt} and {@code ca.crt}. The invite code, not a public authority,
 * tells the two apart from a man in the middle. Not thread-safe; one object a command.
 */
public final class SiteJoining {
  /** Where the hub's link server answers joins. */
  public static final String PATH = "/link/join";

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Path identityDirectory;
  private final String siteId;
  private final Clock clock;
  private final ObjectMapper json = new ObjectMapper();

  /** Prepares to join as this site; nothing is written yet. */
  public SiteJoining(Path identityDirectory, String siteId, Clock clock) {
    this.identityDirectory = identityDirectory;
    this.siteId = siteId;
    this.clock = clock;
  }

  /** Joins over the network and returns the hub's site id. */
  public String join(String host, int port, InviteCode code)
      throws IOException, InterruptedException {
    CapturedCertificate captured = new CapturedCertificate();
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(context(captured)).connectTimeout(TIMEOUT).build()) {
      URI hub = URI.create("https://" + bracketed(host) + ":" + port + PATH);
      // The first exchange shows us the hub's certificate, which the request is then bound to.
      client.send(
          HttpRequest.newBuilder(hub).timeout(TIMEOUT).GET().build(),
          HttpResponse.BodyHandlers.discarding());
      byte[] channel = channel(captured.certificate());
      JoinRequest request = request(code, channel);
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(hub)
                  .timeout(TIMEOUT)
                  .header("content-type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(request)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(
            "the hub refused (HTTP "
                + response.statusCode()
                + "): the invite code is wrong, expired or used, it was made for another site id"
                + " than '"
                + siteId
                + "', or someone stands between you and the hub");
      }
      return complete(code, request, answer(response.body()), channel);
    }
  }

  /** Makes the request for a join by files; carry it to the hub and bring the answer back. */
  public JoinRequest requestFile(InviteCode code) throws IOException {
    return request(code, new byte[0]);
  }

  /** Finishes a join by files and returns the hub's site id. */
  public String completeFile(InviteCode code, JoinRequest request, JoinAnswer answer)
      throws IOException {
    return complete(code, request, answer, new byte[0]);
  }

  static byte[] channel(X509Certificate shown) {
    try {
      return InviteCode.sha256(shown.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that cannot be encoded", e);
    }
  }

  private JoinRequest request(InviteCode code, byte[] channel) throws IOException {
    if (Files.exists(identityDirectory.resolve("site.crt"))) {
      throw new IOException(
          identityDirectory.resolve("site.crt")
              + " is here already: this site has joined; move the identity directory away to join"
              + " anew");
    }
    Files.createDirectories(identityDirectory);
    // The key is on disk before the hub hears of it: a join that breaks off is simply run again.
    Path keyFile = identityDirectory.resolve("site.key.joining");
    Path requestFile = identityDirectory.resolve("site.csr.joining");
    if (!Files.exists(keyFile) || !Files.exists(requestFile)) {
      KeyPair pair = SitePki.newKeyPair();
      PemFiles.write(keyFile, PemFiles.text(pair.getPrivate()));
      PemFiles.write(requestFile, SitePki.request(pair, siteId));
    }
    String request = Files.readString(requestFile);
    return new JoinRequest(
        siteId, request, JoinProof.ofRequest(code.key(siteId), siteId, request, channel));
  }

  private String complete(InviteCode code, JoinRequest request, JoinAnswer answer, byte[] channel)
      throws IOException {
    String expected = JoinProof.ofAnswer(code.key(siteId), request, answer, channel);
    if (!JoinProof.equal(expected, answer.proof())) {
      throw new IOException(
          "the answer does not come from the hub that made this code: do not go on; check the"
              + " address and ask for a new code");
    }
    X509Certificate issued = PemFiles.certificate(answer.certificate());
    X509Certificate authority = PemFiles.certificate(answer.authority());
    PublicKey ours = SitePki.requestedKey(request.request());
    if (!issued.getPublicKey().equals(ours)) {
      throw new IOException("the hub certified another key than ours");
    }
    try {
      new SiteTrust(authority, clock, new Revocations(identityDirectory), ignored -> {})
          .only(siteId)
          .siteOf(issued);
    } catch (CertificateException e) {
      throw new IOException("the hub's certificate for us is not usable: " + e.getMessage(), e);
    }
    PrivateKey key = PemFiles.privateKey(identityDirectory.resolve("site.key.joining"));
    PemFiles.write(identityDirectory.resolve("ca.crt"), answer.authority());
    PemFiles.write(identityDirectory.resolve("site.key"), PemFiles.text(key));
    PemFiles.write(identityDirectory.resolve("site.crt"), answer.certificate());
    Files.deleteIfExists(identityDirectory.resolve("site.key.joining"));
    Files.deleteIfExists(identityDirectory.resolve("site.csr.joining"));
    return answer.hubSiteId();
  }

  private JoinAnswer answer(String body) throws IOException {
    try {
      return json.readValue(body, JoinAnswer.class);
    } catch (JsonProcessingException e) {
      throw new IOException("the hub's answer cannot be read; is this the link's port?", e);
    }
  }

  private static SSLContext context(CapturedCertificate captured) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(null, new TrustManager[] {captured}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks TLS 1.3", e);
    }
  }

  private static String bracketed(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }
}
