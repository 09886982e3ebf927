package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.security.SiteIdentity;

/**
 * A spoke in a process of its own, to be killed: has so many parcels for the hub, makes in every
 * life those that it has not yet, and says in a file when all are delivered.
 */
final class KilledSpoke {
  private static final int SLICES = 6;
  private static final int SIDE = 192;

  private KilledSpoke() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Path.of(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    int parcels = Integer.parseInt(arguments[2]);
    Path identity = directory.resolve("spoke-identity");
    TestSite spoke =
        new TestSite(directory.resolve("spoke"), SiteIdentity.load(identity, Clock.systemUTC()));
    LinkDialer dialer =
        new LinkDialer(
            spoke.room, List.of(new HubAddress(Hospitals.HUB, "127.0.0.1", port)), "killed");
    dialer.start();
    for (int i = 0; i < parcels; i++) {
      if (spoke.parcels.outgoing(parcelId(i)).isEmpty()) {
        Path made = Files.createTempDirectory(directory, "made");
        List<ParcelObject> objects = spoke.keep(Phantoms.slices(made, caseId(i), SLICES, SIDE));
        spoke.send(spoke.manifest(Hospitals.HUB, caseId(i), objects));
      }
    }
    while (!spoke.parcels.undelivered(Hospitals.HUB).isEmpty()) {
      Thread.sleep(50);
    }
    Files.writeString(directory.resolve("all-delivered"), "yes");
    Thread.sleep(Long.MAX_VALUE);
  }

  static String parcelId(int number) {
    return caseId(number) + "-study";
  }

  private static String caseId(int number) {
    return "killed-" + number;
  }

  static Process start(Path directory, int port, int parcels) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KilledSpoke.class.getName(),
            directory.toString(),
            Integer.toString(port),
            Integer.toString(parcels))
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("spoke.log").toFile())
        .start();
  }
}
