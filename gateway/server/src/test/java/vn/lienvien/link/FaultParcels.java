package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import vn.lienvien.database.DatabaseException;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Receipt;

/** The parcels of one run of faults, and what must be true of every one of them at the end. */
final class FaultParcels {
  private static final int SIDE = 160;
  private static final int ATTEMPTS = 50;
  private static final long PAUSE_NANOS = 100_000_000;

  private final Path directory;
  private final SplittableRandom random;
  private final String name;
  private final Map<String, List<ParcelObject>> up = new LinkedHashMap<>();
  private final Map<String, List<ParcelObject>> down = new LinkedHashMap<>();
  private final Set<String> sopInstanceUIDs = new HashSet<>();
  private Set<String> downThen = Set.of();
  private final Set<String> everMade = new HashSet<>();

  FaultParcels(Path directory, String name, SplittableRandom random) {
    this.directory = directory;
    this.name = name;
    this.random = random;
  }

  int count() {
    return up.size() + down.size();
  }

  /** Hands a new study to the spoke's link, or a new result to the hub's. */
  void send(FaultSite sender) throws IOException {
    TestSite from = sender.site();
    boolean upward = from.siteId().equals(Hospitals.SPOKE);
    String caseId = name + (upward ? "u" : "d") + everMade.size();
    int slices = random.nextInt(8) == 0 ? 30 : random.nextInt(1, 8);
    boolean compressed = random.nextBoolean();
    List<Path> files =
        compressed
            ? Encapsulated.slices(directory, caseId, slices, random.nextInt(1_000, 60_000))
            : Phantoms.slices(directory, caseId, slices, SIDE);
    List<ParcelObject> objects = from.keep(files);
    for (ParcelObject object : objects) {
      // Otherwise one parcel's file would take the place of another's in either archive.
      assertThat(sopInstanceUIDs.add(object.sopInstanceUID())).as("a UID of its own").isTrue();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    String to = upward ? Hospitals.HUB : Hospitals.SPOKE;
    if (compressed) {
      for (ParcelObject object : objects) {
        sender.ahead(to, caseId, object);
      }
    }
    ParcelManifest manifest = from.manifest(to, caseId, objects);
    everMade.add(manifest.parcelId());
    (upward ? up : down).put(manifest.parcelId(), objects);
    send(from, manifest);
  }

  /** Again and again: the disk may have been full a moment ago. */
  private static void send(TestSite from, ParcelManifest manifest) {
    for (int attempt = 1; ; attempt++) {
      try {
        from.send(manifest);
        return;
      } catch (DatabaseException | IllegalStateException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** The hub's disk is copied now. */
  void backedUp() {
    downThen = Set.copyOf(down.keySet());
  }

  /** What the hub made since its backup is its own loss. */
  void restored() {
    down.keySet().retainAll(downThen);
  }

  int waiting(TestSite from) {
    return from.parcels
        .undelivered(from.siteId().equals(Hospitals.SPOKE) ? Hospitals.HUB : Hospitals.SPOKE)
        .size();
  }

  /**
   * Every parcel once, with equal digests, with one receipt that both ends hold and that verifies.
   */
  void verify(FaultSite hub, FaultSite spoke) {
    verify(up, spoke, hub);
    verify(down, hub, spoke);
  }

  private static String lacks(String parcelId, FaultSite sender, FaultSite receiver) {
    return "%s has no receipt; known to its sender: %s, told delivered: %s, committed there: %s"
        .formatted(
            parcelId,
            sender.site().parcels.outgoing(parcelId).isPresent(),
            sender.events.delivered.contains(parcelId),
            receiver.site().parcels.incomingReceipt(parcelId).isPresent());
  }

  private void verify(
      Map<String, List<ParcelObject>> parcels, FaultSite sender, FaultSite receiver) {
    // What is told after a commit may be lost with the process; that it is told twice may not be.
    assertThat(receiver.events.received)
        .as("committed, none twice")
        .doesNotHaveDuplicates()
        .isSubsetOf(everMade);
    assertThat(sender.events.delivered)
        .as("delivered, none twice")
        .doesNotHaveDuplicates()
        .isSubsetOf(everMade);
    parcels.forEach((parcelId, objects) -> {
      Receipt receipt =
          sender
              .site()
              .parcels
              .receipt(parcelId)
              .orElseThrow(() -> new AssertionError(lacks(parcelId, sender, receiver)));
      assertThat(receiver.site().parcels.incomingReceipt(parcelId)).contains(receipt);
      assertThat(sender.site().room.identity().fault(receipt.document(), receiver.site().siteId()))
          .isEmpty();
      for (ParcelObject object : objects) {
        assertThat(receiver.site().store.file(object)).as("%s", object).isPresent();
      }
    });
  }
}
