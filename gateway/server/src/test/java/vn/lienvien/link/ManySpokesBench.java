package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.security.SiteIdentity;
import vn.lienvien.security.SiteInvitation;
import vn.lienvien.security.SitePki;

/**
 * The program behind {@code scripts/bench.sh link hub}: one hub in a process of its own, many
 * spokes in another, each with its own certificate, database, sockets and one study that all of
 * them send at the same moment.
 *
 * <pre>
 * identities DIRECTORY SPOKES
 * hub DIRECTORY ADDRESS PORT CAP                     CAP: bytes a second that the hub divides, 0 for any
 * spokes DIRECTORY ADDRESS PORT SPOKES STUDY_BYTES   prints: seconds to the first and the last receipt
 * </pre>
 */
public final class ManySpokesBench {
  private static final int OBJECTS = 4;
  private static final long PAUSE_NANOS = 5_000_000;

  private ManySpokesBench() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "identities" -> identities(directory, Integer.parseInt(arguments[2]));
      case "hub" ->
          hub(
              directory,
              new HubAddress(Hospitals.HUB, arguments[2], Integer.parseInt(arguments[3])),
              Long.parseLong(arguments[4]));
      case "spokes" ->
          spokes(
              directory,
              new HubAddress(Hospitals.HUB, arguments[2], Integer.parseInt(arguments[3])),
              Integer.parseInt(arguments[4]),
              Integer.parseInt(arguments[5]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void identities(Path directory, int spokes) throws IOException {
    Path hub = directory.resolve("hub-identity");
    SiteInvitation unused = SiteInvitation.open(hub, Hospitals.HUB, Clock.systemUTC());
    SitePki authority = SitePki.open(hub, Clock.systemUTC());
    for (int i = 0; i < spokes; i++) {
      Path identity = Files.createDirectories(identity(directory, i));
      authority.provideSite(identity, siteId(i));
      Files.copy(hub.resolve("ca.crt"), identity.resolve("ca.crt"));
    }
  }

  private static void hub(Path directory, HubAddress own, long cap) throws IOException {
    Path identity = directory.resolve("hub-identity");
    try (TestSite site =
            new TestSite(directory.resolve("hub"), SiteIdentity.load(identity, Clock.systemUTC()));
        LinkServer server =
            new LinkServer(
                site.room,
                Optional.of(SiteInvitation.open(identity, Hospitals.HUB, Clock.systemUTC())),
                new Capped(cap))) {
      System.out.println("listens on " + server.start(own.host(), own.port()));
      LockSupport.park();
    }
  }

  /** What the hub's own line takes in, divided among the sites that send. */
  private record Capped(long totalReceivingCap) implements LinkPolicy {
    @Override
    public long sendingCap(String peerSiteId) {
      return 0;
    }

    @Override
    public long receivingCap(String peerSiteId) {
      return 0;
    }

    @Override
    public long totalSendingCap() {
      return 0;
    }

    @Override
    public boolean statExempt(String peerSiteId) {
      return false;
    }

    @Override
    public int weight(String peerSiteId) {
      return 1;
    }
  }

  private static void spokes(Path directory, HubAddress hub, int count, int bytes)
      throws IOException {
    List<TestSite> sites = new ArrayList<>();
    List<LinkDialer> dialers = new ArrayList<>();
    List<ParcelManifest> studies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path home = directory.resolve("spoke-" + i);
      SiteIdentity identity = SiteIdentity.load(identity(directory, i), Clock.systemUTC());
      TestSite site = new TestSite(home, identity);
      LinkDialer dialer = new LinkDialer(site.room, List.of(hub), "bench");
      List<ParcelObject> objects =
          site.keep(Encapsulated.slices(home, "hub-" + i + "-", OBJECTS, bytes / OBJECTS));
      studies.add(site.manifest(Hospitals.HUB, "case-" + i, objects));
      sites.add(site);
      dialers.add(dialer);
      dialer.start();
    }
    await(() -> dialers.stream().allMatch(one -> one.status().getFirst().connected()));
    measure(sites, studies);
    System.exit(0);
  }

  private static void measure(List<TestSite> sites, List<ParcelManifest> studies) {
    Map<Integer, Double> seconds = new ConcurrentHashMap<>();
    long started = System.nanoTime();
    for (int i = 0; i < sites.size(); i++) {
      // Each waits for its own database; one after the other the last would begin seconds later.
      int site = i;
      Thread unused = Thread.ofPlatform().start(() -> sites.get(site).send(studies.get(site)));
    }
    await(() -> {
      for (int i = 0; i < sites.size(); i++) {
        if (!sites.get(i).events.delivered.isEmpty()) {
          seconds.putIfAbsent(i, (System.nanoTime() - started) / 1e9);
        }
      }
      return seconds.size() == sites.size();
    });
    double[] sorted = seconds.values().stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    System.out.println(
        String.format(Locale.ROOT, "%.2f %.2f", sorted[0], sorted[sorted.length - 1]));
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) {
    while (!condition.holds()) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static Path identity(Path directory, int spoke) {
    return directory.resolve("identity-" + spoke);
  }

  private static String siteId(int spoke) {
    return "district-" + spoke;
  }
}
