package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.peer.Program;
import vn.lienvien.security.SiteIdentity;

/** Sites whose keys and certificates come from a PKI of their own, here openssl's. */
class LinkGivenPkiTest {
  @TempDir Path directory;

  @Test
  void sitesOfOneAuthorityAreBelievedAndASiteOfAnotherIsNot() throws Exception {
    Path ministry = authority("ministry");
    Path others = authority("others");
    try (TestSite hub = new TestSite(directory.resolve("hub"), identity(ministry, "trung-uong"));
        TestSite spoke = new TestSite(directory.resolve("spoke"), identity(ministry, "huyen-1"));
        TestSite stranger = new TestSite(directory.resolve("other"), identity(others, "huyen-2"));
        LinkServer server = new LinkServer(hub.room, Optional.empty(), LinkPolicy.none())) {
      HubAddress address = new HubAddress("trung-uong", "127.0.0.1", server.start("127.0.0.1", 0));
      try (LinkDialer dialer = dialer(spoke, address);
          LinkDialer refused = dialer(stranger, address)) {
        refused.start();
        LinkTest.until(() -> refused.status().getFirst().lastError().contains("certificate"));
        dialer.start();
        var objects = spoke.keep(Phantoms.slices(directory, "given", 1, 64));
        spoke.send(spoke.manifest("trung-uong", "case-1", objects));
        LinkTest.until(() -> spoke.parcels.isDelivered("case-1-study"));
        assertThat(refused.status().getFirst().connected()).isFalse();
      }
    }
  }

  private static LinkDialer dialer(TestSite site, HubAddress hub) {
    return new LinkDialer(site.room, List.of(hub), "test", LinkPolicy.none(), Optional.empty());
  }

  private Path authority(String name) throws Exception {
    Path home = Files.createDirectories(directory.resolve(name));
    key(home, "ca.key");
    openssl(
        home,
        "req",
        "-x509",
        "-new",
        "-key",
        "ca.key",
        "-days",
        "30",
        "-subj",
        "/CN=" + name,
        "-out",
        "ca.crt");
    return home;
  }

  /** The three files that the administrator's guide asks for. */
  private SiteIdentity identity(Path authority, String siteId) throws Exception {
    Path home = Files.createDirectories(directory.resolve(siteId + "-identity"));
    Files.copy(authority.resolve("ca.crt"), home.resolve("ca.crt"));
    key(home, "site.key");
    openssl(home, "req", "-new", "-key", "site.key", "-subj", "/CN=" + siteId, "-out", "site.csr");
    openssl(
        home,
        "x509",
        "-req",
        "-in",
        "site.csr",
        "-CA",
        "ca.crt",
        "-CAkey",
        authority.resolve("ca.key").toString(),
        "-CAcreateserial",
        "-days",
        "30",
        "-out",
        "site.crt");
    return SiteIdentity.load(home, Clock.systemUTC());
  }

  private static void key(Path home, String file) throws Exception {
    openssl(
        home, "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", file);
  }

  private static void openssl(Path home, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Program.Outcome outcome = Program.run(home, command.toArray(String[]::new));
    if (outcome.exitCode() != 0) {
      throw new IOException(outcome.output());
    }
  }
}
