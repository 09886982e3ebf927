package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.security.InviteCode;
import vn.lienvien.security.SiteIdentity;
import vn.lienvien.security.SiteInvitation;
import vn.lienvien.security.SiteJoining;

/** Who gets in: the hub's port against strangers, expired and revoked sites, and middlemen. */
class LinkTlsTest {
  private static final String HUB = Hospitals.HUB;

  @TempDir Path directory;
  Hospitals hospitals;
  TestSite hub;
  LinkServer server;
  int port;

  @BeforeEach
  void listen() throws IOException {
    hospitals = new Hospitals(directory);
    hub = new TestSite(directory.resolve("hub"), hospitals.hub());
    server = new LinkServer(hub.room, hospitals.invitation);
    port = server.start("127.0.0.1", 0);
  }

  @AfterEach
  void close() {
    server.close();
    hub.close();
  }

  @Test
  void aSpokeJoinsOverTheNetworkWithTheCodeAloneAndThenIsBelieved() throws Exception {
    InviteCode code = hospitals.invitation.invite("district-2", Duration.ofHours(1)).code();
    Path identity = directory.resolve("district-2");
    InviteCode typed = InviteCode.parse(code.spoken());

    assertThat(
            new SiteJoining(identity, "district-2", Clock.systemUTC())
                .join("127.0.0.1", port, typed))
        .isEqualTo(HUB);
    SiteIdentity joined = SiteIdentity.load(identity, Clock.systemUTC());
    assertThat(greet(joined, HUB).status()).isEqualTo(200);
    assertThatThrownBy(() ->
            new SiteJoining(directory.resolve("thief"), "district-2", Clock.systemUTC())
                .join("127.0.0.1", port, typed))
        .hasMessageContaining("the hub refused");
  }

  @Test
  void aManInTheMiddleWithoutTheCodeIsRefusedByBothEnds() throws Exception {
    InviteCode code = hospitals.invitation.invite("district-2", Duration.ofHours(1)).code();
    // He looks like a hub of that name and has a link server of his own, but not the code.
    Path middle = directory.resolve("middle");
    SiteInvitation impostor = SiteInvitation.open(middle, HUB, Clock.systemUTC());
    impostor.invite("district-2", Duration.ofHours(1));
    try (TestSite site =
            new TestSite(directory.resolve("m"), SiteIdentity.load(middle, Clock.systemUTC()));
        LinkServer fake = new LinkServer(site.room, impostor)) {
      int fakePort = fake.start("127.0.0.1", 0);
      Path identity = directory.resolve("district-2");
      assertThatThrownBy(() ->
              new SiteJoining(identity, "district-2", Clock.systemUTC())
                  .join("127.0.0.1", fakePort, code))
          .hasMessageContaining("someone stands between");
      assertThat(identity.resolve("site.crt")).doesNotExist();
    }
  }

  @Test
  void aStrangersCertificateIsRefusedInTheHandshakeAndCounted() throws IOException {
    Path stranger = directory.resolve("stranger");
    SiteInvitation.open(stranger, "district-1", Clock.systemUTC());
    // He even has our authority's certificate, which is no secret.
    Files.copy(
        hospitals.hubDirectory.resolve("ca.crt"),
        stranger.resolve("ca.crt"),
        StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> greet(SiteIdentity.load(stranger, Clock.systemUTC()), HUB))
        .isInstanceOf(IOException.class);
    LinkTest.until(() -> server.counters().refusedPeers() == 1);
    assertThat(server.lastRefusal()).contains("not from our hub's authority");
  }

  @Test
  void anExpiredCertificateIsRefusedInTheHandshakeInWords() throws IOException {
    Path old = directory.resolve("old");
    Clock longAgo = Clock.fixed(Instant.now().minus(Duration.ofDays(1500)), ZoneOffset.UTC);
    Path oldHub = directory.resolve("old-hub");
    Hospitals then = new Hospitals(oldHub);
    then.join("district-3", old, longAgo);
    try (TestSite site = new TestSite(directory.resolve("o"), then.hub());
        LinkServer hubOfThen = new LinkServer(site.room, then.invitation)) {
      int itsPort = hubOfThen.start("127.0.0.1", 0);
      assertThatThrownBy(() -> greet(SiteIdentity.load(old, Clock.systemUTC()), HUB, itsPort))
          .isInstanceOf(IOException.class);
      LinkTest.until(() -> hubOfThen.lastRefusal().contains("expired at"));
    }
  }

  @Test
  void aRevocationEndsAnOpenConnectionAtItsNextRequest() throws Exception {
    SiteIdentity spoke = hospitals.spoke();
    try (HubConnections connections = connections(spoke, HUB, port)) {
      assertThat(connections.get("probe", Duration.ofSeconds(5)).status()).isEqualTo(204);
      Files.writeString(
          hospitals.hubDirectory.resolve("revoked.txt"),
          "# lost laptop\n" + spoke.certificate().getSerialNumber().toString(16) + "\n");
      HubAnswer answer = connections.get("probe", Duration.ofSeconds(5));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.reason()).contains("revoked");
    }
  }

  @Test
  void aSpokeRefusesAnotherSiteInTheHubsPlaceThoughItsCertificateIsGenuine() throws IOException {
    assertThatThrownBy(() -> greet(hospitals.spoke(), "other-hub"))
        .isInstanceOf(IOException.class)
        .satisfies(refused ->
            assertThat(LinkTrouble.inWords(refused, new HubAddress("other-hub", "127.0.0.1", port)))
                .contains("is for site 'central', not for 'other-hub'"));
  }

  @Test
  void withoutACertificateOnlyTheJoinIsAnswered() throws Exception {
    try (HttpClient anonymous = anonymous("TLSv1.3")) {
      for (String path : List.of("hello", "probe", "outbox", "outbox/case-1-study/0")) {
        assertThat(status(anonymous, "/link/1/" + path)).isEqualTo(403);
      }
      assertThat(status(anonymous, "/link/join")).isEqualTo(204);
    }
  }

  @Test
  void olderTlsThanOnePointThreeIsRefused() throws Exception {
    try (HttpClient old = anonymous("TLSv1.2")) {
      assertThatThrownBy(() -> status(old, "/link/join")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aSpokeSeesOnlyParcelsAddressedToIt() throws Exception {
    hub.send(hub.manifest("district-2", "case-1", List.of()));
    hub.send(hub.manifest(Hospitals.SPOKE, "case-2", List.of()));
    try (HubConnections spoke = connections(hospitals.spoke(), HUB, port)) {
      HubAnswer list = spoke.get("outbox?seen=", Duration.ofSeconds(5));
      assertThat(list.as(LinkMessage.Waiting.class).parcels()).containsExactly("case-2-study");
      for (String path :
          List.of("outbox/case-1-study", "outbox/case-1-study/0", "outbox/..%2f..%2fetc/0")) {
        assertThat(spoke.get(path, Duration.ofSeconds(5)).status()).as(path).isEqualTo(404);
      }
      assertThat(spoke.post("parcels/..%2f..%2fx/commit", new byte[0], Duration.ofSeconds(5)))
          .extracting(HubAnswer::status)
          .isEqualTo(404);
    }
  }

  @Test
  void bodiesBeyondTheirBoundAndGarbageAreRefusedAndTheHubGoesOn() throws Exception {
    try (HubConnections spoke = connections(hospitals.spoke(), HUB, port)) {
      assertThat(spoke.post("parcels", new byte[] {1, 2, 3}, Duration.ofSeconds(5)).status())
          .isEqualTo(400);
      assertThat(
              spoke
                  .post("hello", "{".getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(5))
                  .status())
          .isEqualTo(400);
    }
    try (HubConnections spoke = connections(hospitals.spoke(), HUB, port)) {
      byte[] tooLong = new byte[LinkLimits.CHUNK_BYTES + 1];
      assertThat(
              spoke.putChunk(0, "parcels/case-1-study/0", tooLong, Duration.ofSeconds(5)).status())
          .isEqualTo(413);
    }
    assertThat(greet(hospitals.spoke(), HUB).status()).isEqualTo(200);
  }

  private HubAnswer greet(SiteIdentity identity, String hubSiteId)
      throws IOException, InterruptedException {
    return greet(identity, hubSiteId, port);
  }

  private static HubAnswer greet(SiteIdentity identity, String hubSiteId, int port)
      throws IOException, InterruptedException {
    try (HubConnections connections = connections(identity, hubSiteId, port)) {
      LinkMessage.Hello hello = new LinkMessage.Hello(List.of(1), identity.siteId(), "test");
      return connections.post("hello", new LinkJson().bytes(hello), Duration.ofSeconds(10));
    }
  }

  private static HubConnections connections(SiteIdentity identity, String hubSiteId, int port) {
    return new HubConnections(
        new HubAddress(hubSiteId, "127.0.0.1", port),
        identity.clientContext(hubSiteId),
        LinkLimits.standard(),
        new HubConnections.Traffic());
  }

  private int status(HttpClient client, String path) throws IOException, InterruptedException {
    URI uri = URI.create("https://localhost:" + port + path);
    return client
        .send(HttpRequest.newBuilder(uri).GET().build(), BodyHandlers.discarding())
        .statusCode();
  }

  /** Trusts what the hub shows, so that only the hub's own judgement is tested. */
  private HttpClient anonymous(String protocol) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManager[] trust = {new NamelessTrust(hospitals.hub().certificate())};
    context.init(null, trust, null);
    return HttpClient.newBuilder()
        .sslContext(context)
        .sslParameters(new SSLParameters(null, new String[] {protocol}))
        .build();
  }
}
