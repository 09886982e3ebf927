package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Priority;

class LinkAheadTest {
  private static final int FILES = 8;
  private static final int FRAME_BYTES = 400_000;

  @TempDir Path directory;
  private TestSite hub;
  private TestSite spoke;
  private LinkServer server;
  private CuttableLine line;
  private LinkDialer dialer;

  @BeforeEach
  void connect() throws IOException {
    Hospitals hospitals = new Hospitals(directory);
    hub = new TestSite(directory.resolve("hub"), hospitals.hub());
    spoke = new TestSite(directory.resolve("spoke"), hospitals.spoke());
    server = new LinkServer(hub.room, hospitals.invitation);
    line = new CuttableLine(server.start("127.0.0.1", 0));
    HubAddress address = new HubAddress(Hospitals.HUB, "127.0.0.1", line.port());
    dialer = new LinkDialer(spoke.room, List.of(address), "test");
    dialer.start();
    LinkTest.until(() -> dialer.status().getFirst().connected());
  }

  @AfterEach
  void close() throws IOException {
    dialer.close();
    line.close();
    server.close();
    spoke.close();
    hub.close();
  }

  @Test
  void framesThatWentAheadAreNotSentAgainWithTheirParcel() throws IOException {
    List<ParcelObject> objects = prepared("here", FILES);
    LinkTest.until(() -> server.counters().receivedBytes() >= FILES * FRAME_BYTES);
    deliver(objects);

    assertThat(line.upBytes()).isLessThan(content(objects) + 60_000);
  }

  @Test
  void framesThatAreStillOnTheirWayWhenTheirParcelIsOfferedAreNotSentAgainEither()
      throws IOException {
    List<ParcelObject> objects = prepared("underway", FILES);
    deliver(objects);

    assertThat(line.upBytes()).isLessThan(content(objects) + 60_000);
  }

  @Test
  void whatALostConnectionTookWithItComesWithTheParcel() throws IOException {
    line.cutAfter(FILES * FRAME_BYTES / 3);
    List<ParcelObject> objects = prepared("lost", FILES);
    deliver(objects);

    // What several connections may have had in flight when they were cut.
    assertThat(line.upBytes()).isLessThan(content(objects) + 6L * FlightWindow.CEILING_BYTES / 2);
  }

  @Test
  void filesThatDidNotGoAheadComeAsPiecesBetweenThoseThatDid() throws IOException {
    List<ParcelObject> objects = prepared("between", FILES / 2);
    deliver(objects);

    assertThat(line.upBytes())
        .isLessThan(content(objects) + 60_000 + 2L * FILES * LinkLimits.PIECE_BYTES);
  }

  /** Files of the spoke's archive of which so many, every other one first, have gone ahead. */
  private List<ParcelObject> prepared(String name, int ahead) throws IOException {
    List<ParcelObject> objects =
        spoke.keep(Encapsulated.slices(directory.resolve(name), name, FILES, FRAME_BYTES));
    for (int i = 0; i < ahead; i++) {
      ParcelObject object = objects.get(i * 2 % FILES + i * 2 / FILES);
      Path file = spoke.store.file(object).orElseThrow();
      dialer.ahead(Hospitals.HUB, "case-1", file, object.fileDigest(), Priority.ROUTINE);
    }
    return objects;
  }

  private void deliver(List<ParcelObject> objects) {
    spoke.send(spoke.manifest(Hospitals.HUB, "case-1", objects));
    LinkTest.until(() -> spoke.parcels.isDelivered("case-1-study"));
    for (ParcelObject object : objects) {
      assertThat(hub.store.file(object)).isPresent();
    }
  }

  private static long content(List<ParcelObject> objects) {
    return objects.stream().mapToLong(ParcelObject::sizeBytes).sum();
  }
}
