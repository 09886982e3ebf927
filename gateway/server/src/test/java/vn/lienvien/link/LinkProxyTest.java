package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.security.HttpProxy;

class LinkProxyTest {
  @TempDir Path directory;

  @Test
  void aSpokeReachesItsHubThroughAProxyOnceThePasswordIsRight() throws IOException {
    Hospitals hospitals = new Hospitals(directory);
    Path password = Files.writeString(directory.resolve("password"), "wrong\n");
    // "spoke:secret" in Base64 (RFC 7617).
    try (ConnectProxy proxy = new ConnectProxy("Basic c3Bva2U6c2VjcmV0");
        TestSite hub = new TestSite(directory.resolve("hub"), hospitals.hub());
        TestSite spoke = new TestSite(directory.resolve("spoke"), hospitals.spoke());
        LinkServer server = new LinkServer(hub.room, hospitals.invitation);
        LinkDialer dialer =
            new LinkDialer(
                spoke.room,
                List.of(
                    new HubAddress(
                        Hospitals.HUB,
                        "127.0.0.1",
                        server.start("127.0.0.1", 0),
                        Optional.of(
                            new HttpProxy(
                                "127.0.0.1",
                                proxy.port(),
                                Optional.of("spoke"),
                                Optional.of(password))))),
                "test")) {
      dialer.start();
      LinkTest.until(
          () -> dialer.status().getFirst().lastError().contains("another user or password"));
      Files.writeString(password, "secret\n");
      spoke.send(spoke.manifest(Hospitals.HUB, "case-1", List.of()));
      LinkTest.until(() -> spoke.parcels.isDelivered("case-1-study"));

      assertThat(proxy.refusals.get()).isPositive();
      assertThat(proxy.tunnels.get()).isPositive();
    }
  }
}
