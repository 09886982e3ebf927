package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Receipt;

/**
 * kill -9 of either gateway's link process at random moments; {@code scripts/faults.sh} kills more
 * often.
 */
class KilledProcessesTest {
  private static final int KILLS = Integer.getInteger("lienvien.kills", 4);
  private static final long SEED = Long.getLong("lienvien.seed", 20261122);
  private static final int LONGEST_LIFE_MS = 2500;

  @TempDir Path directory;

  @Test
  void everyParcelIsThereOnceAfterTheLastKill() throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(SEED);
    Hospitals hospitals = new Hospitals(directory);
    int parcels = 4 + KILLS;
    Process hub = KilledHub.start(directory);
    CuttableLine line = new CuttableLine(KilledHub.port(directory));
    Process spoke = KilledSpoke.start(directory, line.port(), parcels);
    try (line) {
      for (int i = 0; i < KILLS; i++) {
        Thread.sleep(random.nextInt(LONGEST_LIFE_MS));
        if (random.nextBoolean()) {
          hub.destroyForcibly().waitFor();
          hub = KilledHub.start(directory);
          line.leadTo(KilledHub.port(directory));
        } else {
          spoke.destroyForcibly().waitFor();
          spoke = KilledSpoke.start(directory, line.port(), parcels);
        }
      }
      LinkTest.until(() -> Files.exists(directory.resolve("all-delivered")));
    } finally {
      spoke.destroyForcibly().waitFor();
      hub.destroyForcibly().waitFor();
    }
    verify(hospitals, parcels);
    System.out.println(
        "seed %d: %d kills of a process, %d parcels".formatted(SEED, KILLS, parcels));
  }

  private void verify(Hospitals hospitals, int parcels) throws IOException {
    try (TestSite hub = new TestSite(directory.resolve("hub"), hospitals.hub());
        TestSite spoke = new TestSite(directory.resolve("spoke"), hospitals.spoke())) {
      for (int i = 0; i < parcels; i++) {
        String parcelId = KilledSpoke.parcelId(i);
        Receipt receipt = spoke.parcels.receipt(parcelId).orElseThrow();
        assertThat(hub.parcels.incomingReceipt(parcelId)).contains(receipt);
        assertThat(spoke.room.identity().fault(receipt.document(), Hospitals.HUB)).isEmpty();
        for (ParcelObject object : spoke.parcels.outgoing(parcelId).orElseThrow().objects()) {
          assertThat(hub.store.file(object)).as("%s", object).isPresent();
        }
      }
    }
  }
}
