package vn.lienvien.consult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import vn.lienvien.config.Deadlines;
import vn.lienvien.model.Site;
import vn.lienvien.security.SitePki;

/** A requesting and a consulting site of one hub's certificate authority. */
record SitePair(SiteUnderTest a, SiteUnderTest b) implements AutoCloseable {

  /**
   * @param random says when a site is killed, where its test has asked for kills
   */
  static SitePair open(Path directory, Random random) throws IOException {
    return open(directory, random, true, true);
  }

  /** As {@link #open(Path, Random)}, each with or without a PACS. */
  static SitePair open(Path directory, Random random, boolean aHasPacs, boolean bHasPacs)
      throws IOException {
    Path homeA = Files.createDirectories(directory.resolve("a"));
    Path homeB = Files.createDirectories(directory.resolve("b"));
    SitePki pki = SitePki.open(homeB, Clock.systemUTC());
    pki.provideSite(homeA, "a");
    pki.provideSite(homeB, "b");
    Files.copy(homeB.resolve("ca.crt"), homeA.resolve("ca.crt"));
    return new SitePair(
        new SiteUnderTest(site(Samples.A, aHasPacs, List.of(Samples.B)), homeA, random),
        new SiteUnderTest(site(Samples.B, bHasPacs, List.of()), homeB, random));
  }

  private static ConsultationSite site(Site self, boolean hasPacs, List<Site> consulting) {
    return new ConsultationSite(self, hasPacs, consulting, Deadlines.DEFAULT);
  }

  @Override
  public void close() {
    a.close();
    b.close();
  }
}
