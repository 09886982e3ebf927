package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
import javax.net.ssl.SSLSocket;
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
    assertThat(greet(joined, HUB).siteId()).isEqualTo(HUB);
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
  void aRevocationEndsOpenConnectionsWithinSeconds() throws Exception {
    SiteIdentity spoke = hospitals.spoke();
    try (ForeignPeer peer = ForeignPeer.dial(spoke, HUB, port)) {
      assertThat(peer.greet(Hospitals.SPOKE).siteId()).isEqualTo(HUB);
      assertThat(ping(peer)).isTrue();
      Files.writeString(
          hospitals.hubDirectory.resolve("revoked.txt"),
          "# lost laptop\n" + spoke.certificate().getSerialNumber().toString(16) + "\n");
      LinkTest.until(() -> !ping(peer));
    }
    assertThatThrownBy(() -> greet(spoke, HUB)).isInstanceOf(IOException.class);
    LinkTest.until(() -> server.lastRefusal().contains("revoked"));
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
  void withoutACertificateOnlyAJoinIsAnswered() throws Exception {
    for (FrameType type : List.of(FrameType.HELLO, FrameType.OFFER, FrameType.DATA)) {
      try (ForeignPeer anonymous = ForeignPeer.dial(anonymous("TLSv1.3"), port)) {
        anonymous.say(type, new byte[0]);
        assertThatThrownBy(() -> anonymous.hear(FrameType.values()))
            .isInstanceOf(IOException.class);
      }
    }
    try (ForeignPeer anonymous = ForeignPeer.dial(anonymous("TLSv1.3"), port)) {
      anonymous.say(FrameType.JOIN, "{}".getBytes(StandardCharsets.UTF_8));
      assertThat(anonymous.hear(FrameType.BYE, FrameType.JOINED).type()).isEqualTo(FrameType.BYE);
    }
  }

  @Test
  void olderTlsThanOnePointThreeIsRefused() throws Exception {
    SSLContext old = anonymous("TLSv1.2");
    try (SSLSocket socket = (SSLSocket) old.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aSpokeIsNeverOfferedWhatIsAddressedToAnother() throws Exception {
    hub.send(hub.manifest("district-2", "case-1", List.of()));
    hub.send(hub.manifest(Hospitals.SPOKE, "case-2", List.of()));
    try (ForeignPeer peer = ForeignPeer.dial(hospitals.spoke(), HUB, port)) {
      Hello unused = peer.greet(Hospitals.SPOKE);
      WireReader offered = new WireReader(peer.hear(FrameType.OFFER).body());
      int transfer = offered.u32();
      assertThat(offered.number()).as("nothing went ahead").isZero();
      assertThat(Offer.read(offered.rest(), LinkLimits.standard()).parcelId())
          .isEqualTo("case-2-study");
      // Nor can it take what was never offered to it: a receipt for it changes nothing.
      peer.say(FrameType.ANSWER, new WireWriter().u32(transfer + 1).u8(3).toByteArray());
      assertThat(ping(peer)).isTrue();
      assertThat(hub.parcels.isDelivered("case-1-study")).isFalse();
    }
  }

  @Test
  void framesBeyondTheirBoundAndGarbageEndTheConnectionAndTheHubGoesOn() throws Exception {
    byte[] tooLong = {(byte) FrameType.PING.code(), 0x7f, 0, 0};
    byte[] unknown = {0x33, 0, 0, 0};
    byte[] hello = new Frame(FrameType.HELLO, new byte[0]).wire();
    byte[] halfPiece = new Frame(FrameType.DATA, new byte[3]).wire();
    byte[] neverSent = new Frame(FrameType.ACK, new byte[] {9}).wire();
    for (byte[] bad : List.of(tooLong, unknown, hello, halfPiece, neverSent)) {
      try (ForeignPeer peer = ForeignPeer.dial(hospitals.spoke(), HUB, port)) {
        Hello unused = peer.greet(Hospitals.SPOKE);
        peer.raw(bad);
        LinkTest.until(() -> !ping(peer));
      }
    }
    try (ForeignPeer peer = ForeignPeer.dial(hospitals.spoke(), HUB, port)) {
      Hello unused = peer.greet(Hospitals.SPOKE);
      peer.say(FrameType.OFFER, new byte[] {0, 0, 0, 7, 0, 1, 2, 3});
      WireReader answer = new WireReader(peer.hear(FrameType.ANSWER).body());
      assertThat(answer.u32()).isEqualTo(7);
      assertThat(Answer.read(answer, 0)).isInstanceOf(Answer.Refused.class);
    }
  }

  @Test
  void aSiteThatCallsItselfAnotherIsToldSo() {
    assertThatThrownBy(
            () -> {
              try (ForeignPeer peer = ForeignPeer.dial(hospitals.spoke(), HUB, port)) {
                Hello unused = peer.greet("district-7");
              }
            })
        .hasMessageContaining("not the certificate's, 'district-1'");
  }

  private static boolean ping(ForeignPeer peer) {
    try {
      peer.say(FrameType.PING, new byte[8]);
      return peer.hear(FrameType.PONG).type() == FrameType.PONG;
    } catch (IOException e) {
      return false;
    }
  }

  private Hello greet(SiteIdentity identity, String hubSiteId) throws IOException {
    return greet(identity, hubSiteId, port);
  }

  private static Hello greet(SiteIdentity identity, String hubSiteId, int port) throws IOException {
    try (ForeignPeer peer = ForeignPeer.dial(identity, hubSiteId, port)) {
      return peer.greet(identity.siteId());
    }
  }

  /** Trusts what the hub shows, so that only the hub's own judgement is tested. */
  private SSLContext anonymous(String protocol) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance(protocol);
    TrustManager[] trust = {new NamelessTrust(hospitals.hub().certificate())};
    context.init(null, trust, null);
    return context;
  }
}
