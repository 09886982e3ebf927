package vn.lienvien.link;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.security.SiteInvitation;
import vn.lienvien.security.SiteRenewal;

/**
 * Certificates renewed over a link: the end whose certificate grows old asks, the end that has the
 * authority certifies the new key for the site that the connection belongs to. Thread-safe.
 *
 * @param renewal for our own certificate
 * @param authority for those of others
 */
record Renewing(Optional<SiteRenewal> renewal, Optional<SiteInvitation> authority) {
  private static final Logger LOG = LoggerFactory.getLogger(Renewing.class);

  /** How often an old certificate is asked for anew while nothing comes of it. */
  static final Duration EVERY = Duration.ofMinutes(1);

  /** What to ask for now, if anything. */
  Optional<Frame> question() {
    return renewal
        .filter(SiteRenewal::due)
        .map(due -> new Frame(FrameType.RENEW, new WireWriter().text(due.request()).toByteArray()));
  }

  /** The answer to a site that asks; nothing where this end certifies nobody. */
  Optional<Frame> answer(String siteId, WireReader in) throws IOException {
    if (authority.isEmpty()) {
      return Optional.empty();
    }
    String certificate = authority.get().renew(siteId, in.text());
    LOG.info("the certificate of site {} is renewed", siteId);
    return Optional.of(
        new Frame(FrameType.RENEWED, new WireWriter().text(certificate).toByteArray()));
  }

  void install(WireReader in) throws IOException {
    if (renewal.isPresent()) {
      renewal.get().install(in.text());
      LOG.info("this site's certificate is renewed");
    }
  }
}
