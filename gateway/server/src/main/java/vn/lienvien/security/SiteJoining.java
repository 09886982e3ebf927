package vn.lienvien.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
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
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * The spoke's side of {@code lienvien site join}: makes a key, has the hub certify it, and writes
 * {@code site.key}, {@code site.crt} and {@code ca.crt}. The invite code, not a public authority,
 * tells the two apart from a man in the middle. Not thread-safe; one object a command.
 */
public final class SiteJoining {
  private static final int TIMEOUT_MS = (int) Duration.ofSeconds(20).toMillis();

  /** As every connection of the link; docs/link-protocol.md has the two frames of a join. */
  private static final String ALPN = "lienvien/2";

  private static final int JOIN = 0x4a;
  private static final int JOINED = 0x4b;
  private static final int ANSWER_BYTES = 16 * 1024;

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
  public String join(String host, int port, InviteCode code) throws IOException {
    return join(host, port, Optional.empty(), code);
  }

  /** As above, through a proxy where there is one. */
  public String join(String host, int port, Optional<HttpProxy> proxy, InviteCode code)
      throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(
              proxy.map(HttpProxy::host).orElse(host), proxy.map(HttpProxy::port).orElse(port)),
          TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      if (proxy.isPresent()) {
        proxy.get().open(socket, host, port);
      }
      return join(socket, host, port, code);
    }
  }

  private String join(Socket socket, String host, int port, InviteCode code) throws IOException {
    CapturedCertificate captured = new CapturedCertificate();
    SSLSocket tls =
        (SSLSocket) context(captured).getSocketFactory().createSocket(socket, host, port, true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3"});
    parameters.setApplicationProtocols(new String[] {ALPN});
    tls.setSSLParameters(parameters);
    // The handshake shows us the hub's certificate, which the request is then bound to.
    tls.startHandshake();
    byte[] channel = channel(captured.certificate());
    JoinRequest request = request(code, channel);
    byte[] body = json.writeValueAsBytes(request);
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(tls.getOutputStream()));
    out.writeInt(JOIN << 24 | body.length);
    out.write(body);
    out.flush();
    DataInputStream in = new DataInputStream(tls.getInputStream());
    int header = in.readInt();
    int length = header & 0xffffff;
    if (header >>> 24 != JOINED || length > ANSWER_BYTES) {
      throw new IOException(
          "the hub refused: the invite code is wrong, expired or used, it was made for another"
              + " site id than '"
              + siteId
              + "', or someone stands between you and the hub");
    }
    return complete(code, request, answer(in.readNBytes(length)), channel);
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

  private JoinAnswer answer(byte[] body) throws IOException {
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
}
