package vn.lienvien.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.database.Database;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Priority;
import vn.lienvien.model.ProofState;
import vn.lienvien.model.Receipt;
import vn.lienvien.model.SignedDocument;

final class ParcelsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T01:02:03.004005Z");

  @TempDir Path directory;
  private Database database;
  private Parcels parcels;

  @BeforeEach
  void open() {
    database = Database.open(directory, Clock.systemUTC());
    parcels = new Parcels(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void sendsTheMostUrgentFirstAndThenTheOldest() {
    ParcelManifest old = parcel("p1", Priority.ROUTINE, NOW);
    ParcelManifest older = parcel("p2", Priority.ROUTINE, NOW.minusSeconds(9));
    ParcelManifest stat = parcel("p3", Priority.STAT, NOW.plusSeconds(9));
    for (ParcelManifest manifest : List.of(old, older, stat)) {
      database.commit(tx -> parcels.putOutgoing(tx, manifest));
    }
    assertThat(parcels.undelivered("b")).containsExactly(stat, older, old);
    assertThat(parcels.nextFor("b")).contains(stat);
    assertThat(parcels.nextFor("c")).isEmpty();
    database.commit(tx -> parcels.delivered(tx, receipt("p3")));
    assertThat(parcels.nextFor("b")).contains(older);
    assertThat(parcels.isDelivered("p3")).isTrue();
    assertThat(parcels.isDelivered("p1")).isFalse();
    assertThat(parcels.receipt("p3")).contains(receipt("p3"));
    assertThat(parcels.outgoing("p3")).contains(stat);
  }

  @Test
  void aReceiptThatComesTwiceAtOnceIsBookedByOneTransactionOnly() throws Exception {
    database.commit(tx -> parcels.putOutgoing(tx, parcel("p1", Priority.ROUTINE, NOW)));
    CountDownLatch booked = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> first =
          threads.submit(() ->
              database.transact(tx -> {
                boolean mine = parcels.delivered(tx, receipt("p1"));
                booked.countDown();
                // The other one waits for this row, or has read it before this commits.
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                return mine;
              }));
      booked.await();
      boolean second = database.transact(tx -> parcels.delivered(tx, receipt("p1")));

      assertThat(second).isFalse();
      assertThat(first.get()).isTrue();
    }
  }

  @Test
  void tellsTheLinkOncePerNewParcelAndAfterTheCommit() {
    List<String> told = new ArrayList<>();
    parcels.onOutgoing(site -> {
      assertThat(parcels.undelivered(site)).hasSize(1);
      told.add(site);
    });
    ParcelManifest manifest = parcel("p1", Priority.STAT, NOW);
    database.commit(tx -> parcels.putOutgoing(tx, manifest));
    database.commit(tx -> parcels.putOutgoing(tx, manifest));
    assertThat(told).containsExactly("b");
  }

  @Test
  void givesASenderThatAsksAgainTheSameReceipt() {
    ParcelManifest manifest = parcel("p1", Priority.STAT, NOW);
    database.commit(tx -> parcels.putIncoming(tx, manifest, receipt("p1")));
    database.commit(tx -> parcels.putIncoming(tx, manifest, receipt("p1")));
    assertThat(parcels.incoming("p1")).contains(manifest);
    assertThat(parcels.incomingReceipt("p1")).contains(receipt("p1"));
    assertThat(parcels.receipt("p1")).isEmpty();
    assertThat(parcels.nextFor("b")).isEmpty();
  }

  private static ParcelManifest parcel(String parcelId, Priority priority, Instant createdAt) {
    ParcelObject object =
        new ParcelObject(
            "1.2",
            "1.3",
            "1.4",
            "1.5",
            "1.6",
            CaseObject.Kind.IMAGE,
            1L << 40,
            "fd",
            "",
            ProofState.LOSSLESS);
    return new ParcelManifest(
        parcelId,
        ParcelKind.STUDY,
        "c1",
        "a",
        "b",
        priority,
        createdAt,
        "{\"text\":\"" + "Đ".repeat(5000) + "\"}",
        List.of(object, object));
  }

  private static Receipt receipt(String parcelId) {
    return new Receipt(
        parcelId,
        "md",
        "b",
        NOW,
        new SignedDocument("c1", SignedDocument.Kind.RECEIPT, "b", "{}", "sig", "PEM", NOW));
  }
}
