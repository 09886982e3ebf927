package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Receipt;

class LinkRestoredTest {
  @TempDir Path directory;

  @Test
  void whatAReceiverLostWithItsDiskComesAgainAndHasTheReceiptItHad() throws IOException {
    Hospitals hospitals = new Hospitals(directory);
    try (FaultSite hub = new FaultSite(directory.resolve("hub"), hospitals.hubDirectory);
        FaultSite spoke = new FaultSite(directory.resolve("spoke"), hospitals.spokeDirectory);
        CuttableLine line = new CuttableLine(hub.liveAsHub())) {
      spoke.liveAsSpoke(line.port());
      List<ParcelObject> backedUp = send(spoke.site(), "before", 2);
      LinkTest.until(() -> spoke.site().parcels.isDelivered("before-study"));
      hub.close();
      copy(hub.directory, directory.resolve("backup"));
      line.leadTo(hub.liveAsHub());
      List<ParcelObject> lost = send(spoke.site(), "after", 3);
      List<ParcelObject> none = send(spoke.site(), "words", 0);
      LinkTest.until(() -> spoke.site().parcels.isDelivered("after-study"));
      LinkTest.until(() -> spoke.site().parcels.isDelivered("words-study"));
      Receipt receipt = spoke.site().parcels.receipt("after-study").orElseThrow();
      assertThat(none).isEmpty();

      line.cut();
      hub.close();
      delete(hub.directory);
      copy(directory.resolve("backup"), hub.directory);
      hub.events.received.clear();
      line.leadTo(hub.liveAsHub());
      assertThat(hub.site().parcels.incoming("after-study")).isEmpty();
      LinkTest.until(() -> hub.site().parcels.incomingReceipt("after-study").isPresent());
      LinkTest.until(() -> hub.site().parcels.incomingReceipt("words-study").isPresent());
      LinkTest.until(() -> spoke.site().parcels.undelivered(Hospitals.HUB).isEmpty());

      assertThat(hub.site().parcels.incomingReceipt("after-study")).contains(receipt);
      assertThat(spoke.site().parcels.receipt("after-study")).contains(receipt);
      assertThat(hub.events.received).containsExactlyInAnyOrder("after-study", "words-study");
      assertThat(spoke.events.delivered)
          .as("the case hears of each once")
          .containsExactlyInAnyOrder("before-study", "after-study", "words-study");
      for (ParcelObject object : Stream.concat(backedUp.stream(), lost.stream()).toList()) {
        assertThat(hub.site().store.file(object)).isPresent();
      }
    }
  }

  private List<ParcelObject> send(TestSite from, String caseId, int slices) throws IOException {
    List<ParcelObject> objects =
        from.keep(Phantoms.slices(directory.resolve("made"), caseId, slices, 128));
    from.send(from.manifest(Hospitals.HUB, caseId, objects));
    return objects;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Files.copy(one, to.resolve(from.relativize(one).toString()));
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
