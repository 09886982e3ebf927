package vn.lienvien.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The hub's side of {@code lienvien site invite}: makes one-time codes and answers the spokes that
 * know them. Invitations are files in {@code identity/invitations}, so that the command and the
 * running gateway, two processes, see the same. Thread-safe.
 */
public final class SiteInvitation {
  /** How long a code may be used unless the administrator says otherwise. */
  public static final Duration DEFAULT_VALIDITY = Duration.ofHours(24);

  private static final String ONE_REASON =
      "the invite code is not valid for this site; ask the hub's administrator for a new one";

  private final Path identityDirectory;
  private final String hubSiteId;
  private final SitePki pki;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final ObjectMapper json = new ObjectMapper();

  private SiteInvitation(Path identityDirectory, String hubSiteId, SitePki pki, Clock clock) {
    this.identityDirectory = identityDirectory;
    this.hubSiteId = hubSiteId;
    this.pki = pki;
    this.clock = clock;
  }

  /** Opens the hub's invitations; on first use makes its CA and its own site certificate. */
  public static SiteInvitation open(Path identityDirectory, String hubSiteId, Clock clock)
      throws IOException {
    SitePki pki = SitePki.open(identityDirectory, clock);
    pki.provideSite(identityDirectory, hubSiteId);
    Files.createDirectories(identityDirectory.resolve("invitations"));
    return new SiteInvitation(identityDirectory, hubSiteId, pki, clock);
  }

  /**
   * An invitation to one site.
   *
   * @param code to be told to that site's administrator; it is kept nowhere
   */
  public record Invited(String siteId, InviteCode code, Instant expiresAt) {}

  /** Invites a site; an earlier invitation of the same site is void. */
  public Invited invite(String siteId, Duration validity) throws IOException {
    if (siteId.equals(hubSiteId)) {
      throw new IllegalArgumentException("a hub cannot invite itself");
    }
    InviteCode code = InviteCode.random(random);
    Instant expiresAt = clock.instant().plus(validity);
    save(new Pending(siteId, hex(code.key(siteId)), expiresAt.toString(), "", ""));
    return new Invited(siteId, code, expiresAt);
  }

  /** Answers a request that came over TLS, where this hub has shown its site certificate. */
  public JoinOutcome answer(JoinRequest request) throws IOException {
    X509Certificate shown = PemFiles.certificate(identityDirectory.resolve("site.crt"));
    return answer(request, SiteJoining.channel(shown));
  }

  /** Answers a request that was carried here as a file. */
  public JoinOutcome answerFile(JoinRequest request) throws IOException {
    return answer(request, new byte[0]);
  }

  private synchronized JoinOutcome answer(JoinRequest request, byte[] channel) throws IOException {
    if (!request.siteId().matches("[a-z0-9-]{1,32}") || !Files.exists(file(request.siteId()))) {
      return new JoinOutcome.Refused(ONE_REASON);
    }
    Pending pending = json.readValue(file(request.siteId()).toFile(), Pending.class);
    byte[] key = HexFormat.of().parseHex(pending.key());
    String expected = JoinProof.ofRequest(key, request.siteId(), request.request(), channel);
    if (!JoinProof.equal(expected, request.proof())
        || clock.instant().isAfter(Instant.parse(pending.expiresAt()))) {
      return new JoinOutcome.Refused(ONE_REASON);
    }
    PublicKey publicKey = SitePki.requestedKey(request.request());
    String keyDigest = hex(InviteCode.sha256(publicKey.getEncoded()));
    if (pending.usedBy().isEmpty()) {
      X509Certificate issued = pki.issue(publicKey, request.siteId(), SitePki.SITE_VALIDITY);
      pending =
          new Pending(
              pending.siteId(),
              pending.key(),
              pending.expiresAt(),
              keyDigest,
              PemFiles.text(issued));
      save(pending);
    } else if (!pending.usedBy().equals(keyDigest)) {
      return new JoinOutcome.Refused(ONE_REASON);
    }
    // The same key asking again lost our answer on the way: it gets the same certificate.
    JoinAnswer unproved =
        new JoinAnswer(hubSiteId, pending.certificate(), PemFiles.text(pki.ca()), "");
    return new JoinOutcome.Joined(
        new JoinAnswer(
            unproved.hubSiteId(),
            unproved.certificate(),
            unproved.authority(),
            JoinProof.ofAnswer(key, request, unproved, channel)));
  }

  /**
   * Certifies a new key of a site that has shown, on its connection, that it is this site.
   *
   * @return the certificate, PEM
   */
  public String renew(String siteId, String request) throws IOException {
    return PemFiles.text(pki.issue(SitePki.requestedKey(request), siteId, SitePki.SITE_VALIDITY));
  }

  /** One invitation as it is kept: the key that the code gives, never the code. */
  record Pending(String siteId, String key, String expiresAt, String usedBy, String certificate) {}

  private void save(Pending pending) throws IOException {
    PemFiles.write(file(pending.siteId()), json.writeValueAsString(pending));
  }

  private Path file(String siteId) {
    return identityDirectory.resolve("invitations").resolve(siteId + ".json");
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
