package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.security.SiteIdentity;
import vn.lienvien.security.SiteRenewal;

/** A certificate that grows old is renewed over the live link, and the work goes on meanwhile. */
class LinkRenewalTest {
  @TempDir Path directory;

  @Test
  void anOldCertificateIsRenewedOverTheLinkAndTheNewOneIsThereAfterARestart() throws IOException {
    Hospitals hospitals = new Hospitals(directory);
    // Made long ago: less than a third of its three years is left.
    Clock longAgo = Clock.offset(Clock.systemUTC(), Duration.ofDays(-900));
    Path identity = directory.resolve("district-2");
    Hospitals then = new Hospitals(directory.resolve("then"), longAgo);
    then.join("district-2", identity, longAgo);
    SiteIdentity old = SiteIdentity.load(identity, Clock.systemUTC());
    BigInteger serial = old.certificate().getSerialNumber();
    try (TestSite hub = new TestSite(directory.resolve("hub"), then.hub());
        TestSite spoke = new TestSite(directory.resolve("spoke"), old);
        LinkServer server = new LinkServer(hub.room, then.invitation);
        LinkDialer dialer =
            new LinkDialer(
                spoke.room,
                List.of(new HubAddress(Hospitals.HUB, "127.0.0.1", server.start("127.0.0.1", 0))),
                "test",
                LinkPolicy.none(),
                Optional.of(new SiteRenewal(identity, old, Clock.systemUTC())))) {
      dialer.start();
      LinkTest.until(() -> dialer.status().getFirst().connected());
      Optional<Instant> connectedSince = dialer.status().getFirst().since();
      LinkTest.until(() -> !old.certificate().getSerialNumber().equals(serial));
      spoke.send(spoke.manifest(Hospitals.HUB, "case-1", List.of()));
      LinkTest.until(() -> spoke.parcels.isDelivered("case-1-study"));
      assertThat(dialer.status().getFirst().connected()).isTrue();
      assertThat(dialer.status().getFirst().since())
          .as("never without a connection meanwhile")
          .isEqualTo(connectedSince);
    }
    assertThat(SiteIdentity.load(identity, Clock.systemUTC()).certificate())
        .isEqualTo(old.certificate());
    assertThat(old.siteId()).isEqualTo("district-2");
    assertThat(hospitals.spoke().siteId()).isEqualTo(Hospitals.SPOKE);
  }
}
