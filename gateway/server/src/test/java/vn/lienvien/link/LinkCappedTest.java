package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.Priority;

/** A cap so low that nothing of size crosses under it while a test waits. */
class LinkCappedTest {
  private static final long CRAWL_BYTES = 1_000;

  @TempDir Path directory;

  /** What the operator wants at the moment. */
  private static final class Wishes implements LinkPolicy {
    volatile long sending;
    volatile long receiving;
    volatile boolean exempt;

    @Override
    public long sendingCap(String peerSiteId) {
      return sending;
    }

    @Override
    public long receivingCap(String peerSiteId) {
      return receiving;
    }

    @Override
    public long totalSendingCap() {
      return 0;
    }

    @Override
    public long totalReceivingCap() {
      return 0;
    }

    @Override
    public boolean statExempt(String peerSiteId) {
      return exempt;
    }

    @Override
    public int weight(String peerSiteId) {
      return 1;
    }
  }

  @Test
  void statPassesByTheCapWhereItMayAndTheRestGoesOnceTheCapIsLifted() throws IOException {
    Wishes spokeWishes = new Wishes();
    spokeWishes.sending = CRAWL_BYTES;
    spokeWishes.exempt = true;
    try (Pair pair = new Pair(directory, spokeWishes, new Wishes())) {
      pair.send("routine", Priority.ROUTINE);
      LinkTest.until(() -> pair.moving("routine"));
      pair.send("stat", Priority.STAT);
      LinkTest.until(() -> pair.spoke.parcels.isDelivered("stat-study"));
      assertThat(pair.spoke.parcels.isDelivered("routine-study")).isFalse();
      assertThat(pair.dialer.status().getFirst().sendingCap()).isEqualTo(CRAWL_BYTES);
      spokeWishes.sending = 0;
      LinkTest.until(() -> pair.spoke.parcels.isDelivered("routine-study"));
    }
  }

  @Test
  void whatTheReceiverAsksForHoldsAtTheSenderUntilItIsTakenBack() throws IOException {
    Wishes hubWishes = new Wishes();
    hubWishes.receiving = CRAWL_BYTES;
    try (Pair pair = new Pair(directory, new Wishes(), hubWishes)) {
      LinkTest.until(() -> pair.dialer.status().getFirst().sendingCap() == CRAWL_BYTES);
      pair.send("routine", Priority.ROUTINE);
      LinkTest.until(() -> pair.moving("routine"));
      assertThat(pair.server.status().getFirst().receivingCap()).isEqualTo(CRAWL_BYTES);
      hubWishes.receiving = 0;
      LinkTest.until(() -> pair.spoke.parcels.isDelivered("routine-study"));
      assertThat(pair.dialer.status().getFirst().sendingCap()).isZero();
    }
  }

  /** A hub and a spoke with what their operators want. */
  private static final class Pair implements AutoCloseable {
    final TestSite hub;
    final TestSite spoke;
    final LinkServer server;
    final LinkDialer dialer;
    private final Path directory;

    Pair(Path directory, LinkPolicy spokeWishes, LinkPolicy hubWishes) throws IOException {
      this.directory = directory;
      Hospitals hospitals = new Hospitals(directory);
      hub = new TestSite(directory.resolve("hub"), hospitals.hub());
      spoke = new TestSite(directory.resolve("spoke"), hospitals.spoke());
      server = new LinkServer(hub.room, Optional.of(hospitals.invitation), hubWishes);
      HubAddress address = new HubAddress(Hospitals.HUB, "127.0.0.1", server.start("127.0.0.1", 0));
      dialer = new LinkDialer(spoke.room, List.of(address), "test", spokeWishes, Optional.empty());
      dialer.start();
    }

    void send(String caseId, Priority priority) throws IOException {
      var objects = spoke.keep(Phantoms.slices(directory, caseId, 2, 256));
      ParcelManifest study = spoke.manifest(Hospitals.HUB, caseId, objects);
      spoke.send(
          new ParcelManifest(
              study.parcelId(),
              study.kind(),
              study.caseId(),
              study.fromSiteId(),
              study.toSiteId(),
              priority,
              study.createdAt(),
              study.envelope(),
              study.objects()));
    }

    boolean moving(String caseId) {
      return dialer.status().getFirst().transfers().stream()
          .anyMatch(transfer ->
              transfer.parcelId().equals(caseId + "-study") && transfer.state().equals("moving"));
    }

    @Override
    public void close() {
      dialer.close();
      server.close();
      hub.close();
      spoke.close();
    }
  }
}
