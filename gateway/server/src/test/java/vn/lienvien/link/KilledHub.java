package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import vn.lienvien.security.SiteIdentity;
import vn.lienvien.security.SiteInvitation;

/** A hub in a process of its own, to be killed: writes its port to a file and then just works. */
final class KilledHub {
  private KilledHub() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Path.of(arguments[0]);
    Path identity = directory.resolve("hub-identity");
    TestSite hub =
        new TestSite(directory.resolve("hub"), SiteIdentity.load(identity, Clock.systemUTC()));
    LinkServer server =
        new LinkServer(hub.room, SiteInvitation.open(identity, Hospitals.HUB, Clock.systemUTC()));
    Path port = directory.resolve("port.new");
    Files.writeString(port, String.valueOf(server.start("127.0.0.1", 0)));
    Files.move(port, directory.resolve("port"), StandardCopyOption.ATOMIC_MOVE);
    Thread.sleep(Long.MAX_VALUE);
  }

  /** Starts the process and waits until it listens. */
  static Process start(Path directory) throws IOException, InterruptedException {
    Files.deleteIfExists(directory.resolve("port"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledHub.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("hub.log").toFile())
            .start();
    LinkTest.until(() -> Files.exists(directory.resolve("port")) || !process.isAlive());
    return process;
  }

  static int port(Path directory) throws IOException {
    return Integer.parseInt(Files.readString(directory.resolve("port")));
  }
}
