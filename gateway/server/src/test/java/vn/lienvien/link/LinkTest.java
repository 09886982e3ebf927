package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Priority;

/** Both ends over loopback with real TLS and certificates made by invite and join. */
class LinkTest {
  @TempDir Path directory;
  Hospitals hospitals;
  TestSite hub;
  TestSite spoke;
  LinkServer server;
  CuttableLine line;
  LinkDialer dialer;

  @BeforeEach
  void connect() throws IOException {
    hospitals = new Hospitals(directory);
    hub = new TestSite(directory.resolve("hub"), hospitals.hub());
    spoke = new TestSite(directory.resolve("spoke"), hospitals.spoke());
    server = new LinkServer(hub.room, hospitals.invitation);
    line = new CuttableLine(server.start("127.0.0.1", 0));
    dialer = dial();
  }

  @AfterEach
  void disconnect() throws IOException {
    dialer.close();
    line.close();
    server.close();
    hub.close();
    spoke.close();
  }

  @Test
  void aStudyArrivesByteForByteIsReceiptedAndBothCasesHearOfItOnce() throws IOException {
    List<ParcelObject> objects = spoke.keep(Phantoms.slices(directory, "one", 6, 300));
    ParcelManifest study = spoke.manifest(Hospitals.HUB, "case-1", objects);
    spoke.send(study);

    until(() -> !spoke.events.delivered.isEmpty());
    for (ParcelObject object : objects) {
      assertThat(hub.store.file(object)).isPresent();
    }
    assertThat(hub.parcels.incoming("case-1-study")).contains(study);
    assertThat(spoke.parcels.receipt("case-1-study"))
        .isEqualTo(hub.parcels.incomingReceipt("case-1-study"));
    until(() -> !spoke.documents.isEmpty() && !hub.documents.isEmpty());
    assertThat(spoke.documents).isEqualTo(hub.documents).hasSize(1);
    assertThat(hub.events.received).containsExactly("case-1-study");
    assertThat(spoke.events.delivered).containsExactly("case-1-study");
    until(() -> empty(spoke.room.directory().resolve("outgoing")));
  }

  @Test
  void aResultOfTheHubReachesTheSpokeWithinASecondWithoutASecondConnectionBack()
      throws IOException {
    List<ParcelObject> objects = hub.keep(Phantoms.slices(directory, "result", 2, 300));
    until(() -> dialer.status().getFirst().connected());
    // The long poll of the first session is under way once the line has been silent for a moment.
    until(() -> hub.parcels.undelivered(Hospitals.SPOKE).isEmpty() && pollIsWaiting());
    long before = System.nanoTime();
    hub.send(hub.manifest(Hospitals.SPOKE, "case-2", objects));
    until(() -> !spoke.events.received.isEmpty());
    Duration took = Duration.ofNanos(System.nanoTime() - before);

    until(() -> !hub.events.delivered.isEmpty());
    assertThat(spoke.store.uids()).hasSize(2);
    assertThat(hub.events.delivered).containsExactly("case-2-study");
    System.out.println("hub to spoke, ready to committed: " + took.toMillis() + " ms");
    assertThat(took).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void parcelsWithoutObjectsCarryTheirEnvelopeBothWays() {
    ParcelManifest statement = spoke.manifest(Hospitals.HUB, "case-3", List.of());
    ParcelManifest ledger = hub.manifest(Hospitals.SPOKE, "case-4", List.of());
    spoke.send(statement);
    hub.send(ledger);

    until(() -> spoke.parcels.isDelivered("case-3-study"));
    until(() -> hub.parcels.isDelivered("case-4-study"));
    assertThat(hub.parcels.incoming("case-3-study")).contains(statement);
    assertThat(spoke.parcels.incoming("case-4-study")).contains(ledger);
  }

  @Test
  void aLineThatIsCutAgainAndAgainDelaysTheParcelButRepeatsLittle() throws IOException {
    List<ParcelObject> objects = spoke.keep(Phantoms.slices(directory, "cut", 12, 512));
    line.cutAfter(2_000_000);
    spoke.send(spoke.manifest(Hospitals.HUB, "case-5", objects));
    until(() -> line.upBytes() > 2_000_000);
    line.cutAfter(2_000_000);

    until(() -> spoke.parcels.isDelivered("case-5-study"));
    long content = objects.stream().mapToLong(ParcelObject::sizeBytes).sum();
    assertThat(line.upBytes())
        .as("at most what was in flight at each of two cuts travels twice")
        .isLessThan(content + 2 * 8 * LinkLimits.CHUNK_BYTES + 400_000);
    assertThat(hub.events.received).containsExactly("case-5-study");
  }

  @Test
  void aHubThatIsRestartedInTheMiddleGoesOnWhereItWas() throws IOException {
    List<ParcelObject> objects = spoke.keep(Phantoms.slices(directory, "restart", 12, 512));
    line.cutAfter(3_000_000);
    spoke.send(spoke.manifest(Hospitals.HUB, "case-6", objects));
    until(() -> line.upBytes() > 2_900_000);
    server.close();
    line.close();
    dialer.close();
    long before = line.upBytes();
    server = new LinkServer(hub.room, hospitals.invitation);
    line = new CuttableLine(server.start("127.0.0.1", 0));
    dialer = dial();

    until(() -> spoke.parcels.isDelivered("case-6-study"));
    long content = objects.stream().mapToLong(ParcelObject::sizeBytes).sum();
    assertThat(before + line.upBytes()).isLessThan(content + 6 * LinkLimits.CHUNK_BYTES + 400_000);
    assertThat(hub.events.received).containsExactly("case-6-study");
  }

  @Test
  void aLineThatFallsSilentIsNoticedInSecondsAndUsedAgainWhenItIsBack() {
    until(() -> dialer.status().getFirst().connected());
    line.silence(true);
    long silent = System.nanoTime();
    until(() -> !dialer.status().getFirst().connected());
    assertThat(Duration.ofNanos(System.nanoTime() - silent)).isLessThan(Duration.ofSeconds(15));
    assertThat(dialer.status().getFirst().lastError()).contains("no longer answers");

    line.cut();
    line.silence(false);
    long back = System.nanoTime();
    spoke.send(spoke.manifest(Hospitals.HUB, "case-7", List.of()));
    until(() -> spoke.parcels.isDelivered("case-7-study"));
    assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aStatParcelOvertakesARoutineOne() throws IOException {
    dialer.close();
    ParcelManifest routine =
        spoke.manifest(
            Hospitals.HUB, "slow", spoke.keep(Phantoms.slices(directory, "slow", 30, 512)));
    ParcelManifest stat =
        prioritised(
            spoke.manifest(
                Hospitals.HUB, "stat", spoke.keep(Phantoms.slices(directory, "stat", 1, 512))));
    spoke.send(routine);
    dialer = dial();
    until(() -> line.upBytes() > 1_000_000);
    spoke.send(stat);

    until(() -> spoke.events.delivered.size() == 2);
    assertThat(spoke.events.delivered).containsExactly("stat-study", "slow-study");
  }

  @Test
  void bothEndsShowTheStateOfTheLink() {
    spoke.send(spoke.manifest(Hospitals.HUB, "case-8", List.of()));
    until(() -> spoke.parcels.isDelivered("case-8-study"));
    LinkStatus atSpoke = dialer.status().getFirst();
    LinkStatus atHub = server.status().getFirst();

    assertThat(atSpoke.peerSiteId()).isEqualTo(Hospitals.HUB);
    assertThat(atHub.peerSiteId()).isEqualTo(Hospitals.SPOKE);
    for (LinkStatus status : List.of(atSpoke, atHub)) {
      assertThat(status.connected()).isTrue();
      assertThat(status.since()).isPresent();
      assertThat(status.queuedParcels()).isZero();
      assertThat(status.lastError()).isEmpty();
      assertThat(status.sentBytes() + status.receivedBytes()).isPositive();
    }
  }

  @Test
  void aParcelThatTheHubRefusesDoesNotHoldUpTheOthersAndSaysWhy() throws IOException {
    List<ParcelObject> objects = spoke.keep(Phantoms.slices(directory, "refused", 1, 64));
    ParcelManifest wrong = spoke.manifest("elsewhere", "case-9", objects);
    ParcelManifest claimed =
        new ParcelManifest(
            wrong.parcelId(),
            wrong.kind(),
            wrong.caseId(),
            "district-2",
            Hospitals.HUB,
            Priority.STAT,
            wrong.createdAt(),
            wrong.envelope(),
            wrong.objects());
    spoke.send(claimed);
    spoke.send(spoke.manifest(Hospitals.HUB, "case-10", List.of()));

    until(() -> spoke.parcels.isDelivered("case-10-study"));
    until(() -> dialer.status().getFirst().lastError().contains("may not send for another site"));
    assertThat(hub.parcels.incoming("case-9-study")).isEmpty();
    assertThat(dialer.status().getFirst().queuedParcels()).isEqualTo(1);
  }

  private LinkDialer dial() throws IOException {
    LinkDialer dialled =
        new LinkDialer(
            spoke.room,
            List.of(new HubAddress(Hospitals.HUB, "127.0.0.1", line.port())),
            "lienvien test");
    dialled.start();
    return dialled;
  }

  private boolean pollIsWaiting() {
    return server.status().stream().anyMatch(LinkStatus::connected) && line.downBytes() > 0;
  }

  private static ParcelManifest prioritised(ParcelManifest manifest) {
    return new ParcelManifest(
        manifest.parcelId(),
        manifest.kind(),
        manifest.caseId(),
        manifest.fromSiteId(),
        manifest.toSiteId(),
        Priority.STAT,
        manifest.createdAt(),
        manifest.envelope(),
        new ArrayList<>(manifest.objects()));
  }

  private static boolean empty(Path folder) {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not happen within a minute");
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
