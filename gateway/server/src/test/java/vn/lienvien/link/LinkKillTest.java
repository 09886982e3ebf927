package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;

/** kill -9 of the receiving process in the middle of a parcel. */
class LinkKillTest {
  @TempDir Path directory;

  @Test
  void aHubKilledInTheMiddleOfAParcelNeedsOnlyTheRestAndReceiptsItOnce()
      throws IOException, InterruptedException {
    Hospitals hospitals = new Hospitals(directory);
    Process hub = KilledHub.start(directory);
    List<ParcelObject> objects;
    long sentTwice;
    try (TestSite spoke = new TestSite(directory.resolve("spoke"), hospitals.spoke())) {
      objects = spoke.keep(Phantoms.slices(directory, "kill", 16, 512));
      ParcelManifest study = spoke.manifest(Hospitals.HUB, "case-1", objects);
      spoke.send(study);
      long first;
      try (CuttableLine line = new CuttableLine(KilledHub.port(directory));
          LinkDialer dialer = dial(spoke, line)) {
        LinkTest.until(() -> line.upBytes() > 3_000_000);
        hub.destroyForcibly().waitFor();
        first = line.upBytes();
        LinkTest.until(() -> !dialer.status().getFirst().connected());
      }
      hub = KilledHub.start(directory);
      try (CuttableLine line = new CuttableLine(KilledHub.port(directory));
          LinkDialer dialer = dial(spoke, line)) {
        LinkTest.until(() -> spoke.events.delivered.size() == 1);
        assertThat(dialer.status().getFirst().queuedParcels()).isZero();
        sentTwice = first + line.upBytes();
      }
    } finally {
      hub.destroyForcibly().waitFor();
    }
    long content = objects.stream().mapToLong(ParcelObject::sizeBytes).sum();
    assertThat(sentTwice).isLessThan(content + 6 * LinkLimits.CHUNK_BYTES + 400_000);
    try (TestSite reopened = new TestSite(directory.resolve("hub"), hospitals.hub())) {
      assertThat(reopened.parcels.incomingReceipt("case-1-study")).isPresent();
      for (ParcelObject object : objects) {
        assertThat(reopened.store.file(object)).isPresent();
      }
    }
  }

  private static LinkDialer dial(TestSite spoke, CuttableLine line) throws IOException {
    LinkDialer dialer =
        new LinkDialer(
            spoke.room, List.of(new HubAddress(Hospitals.HUB, "127.0.0.1", line.port())), "test");
    dialer.start();
    return dialer;
  }
}
