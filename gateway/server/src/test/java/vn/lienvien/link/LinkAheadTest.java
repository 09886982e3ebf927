package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Priority;

class LinkAheadTest {
  @TempDir Path directory;

  @Test
  void framesThatWentAheadAreNotSentAgainWithTheirParcel() throws IOException {
    Hospitals hospitals = new Hospitals(directory);
    try (TestSite hub = new TestSite(directory.resolve("hub"), hospitals.hub());
        TestSite spoke = new TestSite(directory.resolve("spoke"), hospitals.spoke());
        LinkServer server = new LinkServer(hub.room, hospitals.invitation);
        CuttableLine line = new CuttableLine(server.start("127.0.0.1", 0));
        LinkDialer dialer =
            new LinkDialer(
                spoke.room,
                List.of(new HubAddress(Hospitals.HUB, "127.0.0.1", line.port())),
                "test")) {
      dialer.start();
      LinkTest.until(() -> dialer.status().getFirst().connected());
      List<ParcelObject> objects =
          spoke.keep(Encapsulated.slices(directory.resolve("made"), "ahead", 8, 400_000));
      for (ParcelObject object : objects) {
        Path file = spoke.store.file(object).orElseThrow();
        dialer.ahead(Hospitals.HUB, file, object.fileDigest(), Priority.ROUTINE);
      }
      long content = objects.stream().mapToLong(ParcelObject::sizeBytes).sum();
      LinkTest.until(() -> server.counters().receivedBytes() >= 8 * 400_000);
      spoke.send(spoke.manifest(Hospitals.HUB, "case-1", objects));
      LinkTest.until(() -> spoke.parcels.isDelivered("case-1-study"));

      assertThat(line.upBytes()).isLessThan(content + 200_000);
      for (ParcelObject object : objects) {
        assertThat(hub.store.file(object)).isPresent();
      }
    }
  }
}
