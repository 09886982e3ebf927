package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import vn.lienvien.database.DatabaseException;
import vn.lienvien.peer.SmallDisk;

/**
 * Two sites in this process that exchange parcels both ways while everything goes wrong that a seed
 * draws: connections cut at any byte, either end ended and begun again with what is on its disk,
 * files torn, clocks set wrongly, the receiver's disk filled or lost and restored from a backup,
 * connections half open, content corrupted by its sender. A site's process proper is killed in
 * {@link KilledProcessesTest}.
 */
final class FaultRun implements AutoCloseable {
  private static final int DISK_MEGABYTES = 96;
  private static final int UNDER_WAY = 3;
  private static final Duration SETTLING = Duration.ofMinutes(5);

  private final SplittableRandom random;
  private final Consumer<String> log;
  private final SmallDisk disk;
  private final FaultSite hub;
  private final FaultSite spoke;
  private final CuttableLine line;
  private final FaultParcels parcels;
  private final Path backup;
  private final Map<FaultPlan, Integer> happened = new EnumMap<>(FaultPlan.class);

  FaultRun(Path directory, long seed, Consumer<String> log)
      throws IOException, InterruptedException {
    Hospitals hospitals = new Hospitals(directory);
    this.random = new SplittableRandom(seed);
    this.log = log;
    this.backup = directory.resolve("backup");
    this.disk = SmallDisk.at(directory.resolve("hub"), DISK_MEGABYTES);
    this.hub = new FaultSite(directory.resolve("hub"), hospitals.hubDirectory);
    this.spoke = new FaultSite(directory.resolve("spoke"), hospitals.spokeDirectory);
    this.parcels = new FaultParcels(directory.resolve("made"), "f" + seed, random);
    this.line = new CuttableLine(hub.liveAsHub());
    spoke.liveAsSpoke(line.port());
  }

  /** So many faults, then quiet until everything has arrived, then the proof. */
  void run(int faults) throws IOException, InterruptedException {
    for (int i = 0; i < faults; i++) {
      refill();
      Thread.sleep(random.nextInt(120));
      FaultPlan plan = FaultPlan.next(random);
      happened.merge(plan, 1, Integer::sum);
      log.accept("%d %s %s".formatted(i, plan, happen(plan)));
    }
    settle();
    parcels.verify(hub, spoke);
    log.accept("%d parcels, each once; %s".formatted(parcels.count(), happened));
  }

  private void refill() throws IOException {
    for (FaultSite from : new FaultSite[] {hub, spoke}) {
      for (int waiting = waiting(from); waiting < UNDER_WAY; waiting++) {
        parcels.send(from);
      }
    }
  }

  /** Full while the database cannot be asked: it comes back by itself once the disk has space. */
  private int waiting(FaultSite from) {
    try {
      return parcels.waiting(from.site());
    } catch (DatabaseException e) {
      log.accept("the database is away: " + e.getMessage());
      return UNDER_WAY;
    }
  }

  private String happen(FaultPlan plan) throws IOException, InterruptedException {
    return switch (plan) {
      case CUT -> cut();
      case HUB_RESTART -> restartHub("");
      case SPOKE_RESTART -> restartSpoke("");
      case TORN_FILE -> random.nextBoolean() ? tornAtHub() : tornAtSpoke();
      case CLOCK_JUMP -> clockJump();
      case DISK_FULL -> diskFull();
      case HALF_OPEN -> halfOpen();
      case CORRUPTED_CONTENT -> corruptedContent();
      case BACKED_UP -> backedUp();
      case RESTORED -> restored();
    };
  }

  private String cut() {
    int after = random.nextInt(600_000);
    line.cutAfter(after);
    return "after %d bytes up".formatted(after);
  }

  private String restartHub(String tearing) throws IOException {
    line.cut();
    hub.close();
    String torn = tearing.isEmpty() ? "" : Tearing.anyFile(hub.directory, random);
    line.leadTo(hub.liveAsHub());
    return torn;
  }

  private String restartSpoke(String tearing) throws IOException {
    spoke.close();
    String torn = tearing.isEmpty() ? "" : Tearing.anyFile(spoke.directory, random);
    spoke.liveAsSpoke(line.port());
    return torn;
  }

  private String tornAtHub() throws IOException {
    return "hub: " + restartHub("torn");
  }

  private String tornAtSpoke() throws IOException {
    return "spoke: " + restartSpoke("torn");
  }

  private String clockJump() throws InterruptedException {
    FaultSite victim = random.nextBoolean() ? hub : spoke;
    Duration jump = Duration.ofHours(random.nextInt(-48, 20 * 24));
    victim.clock.jump(jump);
    Thread.sleep(random.nextInt(300));
    victim.clock.jump(Duration.ZERO);
    return jump + " and back";
  }

  private String diskFull() throws IOException, InterruptedException {
    if (!disk.canBeFilled()) {
      return "not root: the disk was not filled";
    }
    disk.fill();
    Thread.sleep(random.nextInt(400));
    disk.giveBack();
    return "and space again";
  }

  private String halfOpen() throws InterruptedException {
    line.silence(true);
    Thread.sleep(random.nextInt(6000));
    line.silence(false);
    return "for a while";
  }

  /** The sender's archive gives other bytes than its manifest says, once. */
  private String corruptedContent() throws IOException {
    spoke.site().store.corruptNext();
    parcels.send(spoke);
    return "in the next object read";
  }

  private String backedUp() throws IOException {
    line.cut();
    hub.close();
    hub.backUp(backup);
    parcels.backedUp();
    line.leadTo(hub.liveAsHub());
    return "with %d parcels".formatted(parcels.count());
  }

  /** The hub's disk is lost; what it did since its backup it no longer knows of. */
  private String restored() throws IOException {
    if (!Files.isDirectory(backup)) {
      return "there is no backup yet";
    }
    line.cut();
    hub.close();
    hub.restore(backup);
    parcels.restored();
    line.leadTo(hub.liveAsHub());
    return "from the last backup";
  }

  private void settle() throws InterruptedException {
    long end = System.nanoTime() + SETTLING.toNanos();
    while (waiting(hub) + waiting(spoke) > 0) {
      assertThat(System.nanoTime())
          .as(
              "waited in vain for %s and %s",
              hub.site().parcels.undelivered(Hospitals.SPOKE),
              spoke.site().parcels.undelivered(Hospitals.HUB))
          .isLessThan(end);
      Thread.sleep(50);
    }
  }

  @Override
  public void close() throws IOException {
    spoke.close();
    hub.close();
    line.close();
    disk.close();
  }
}
