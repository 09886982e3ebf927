package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import vn.lienvien.security.InviteCode;
import vn.lienvien.security.JoinOutcome;
import vn.lienvien.security.JoinRequest;
import vn.lienvien.security.SiteIdentity;
import vn.lienvien.security.SiteInvitation;
import vn.lienvien.security.SiteJoining;

/** Certificates as {@code site invite} and {@code site join} make them. */
final class Hospitals {
  static final String HUB = "central";
  static final String SPOKE = "district-1";

  final Path hubDirectory;
  final Path spokeDirectory;
  final SiteInvitation invitation;

  Hospitals(Path directory) throws IOException {
    this(directory, Clock.systemUTC());
  }

  /** With an authority that was made at the time of this clock. */
  Hospitals(Path directory, Clock made) throws IOException {
    SiteInvitation unused = SiteInvitation.open(directory.resolve("hub-identity"), HUB, made);
    this.hubDirectory = directory.resolve("hub-identity");
    this.spokeDirectory = directory.resolve("spoke-identity");
    this.invitation = SiteInvitation.open(hubDirectory, HUB, Clock.systemUTC());
    join(SPOKE, spokeDirectory, Clock.systemUTC());
  }

  /** Joins a site whose certificate is made at the time of this clock. */
  void join(String siteId, Path directory, Clock clock) throws IOException {
    SiteInvitation then = SiteInvitation.open(hubDirectory, HUB, clock);
    InviteCode code = then.invite(siteId, Duration.ofHours(1)).code();
    SiteJoining joining = new SiteJoining(directory, siteId, clock);
    JoinRequest request = joining.requestFile(code);
    if (then.answerFile(request) instanceof JoinOutcome.Joined joined) {
      joining.completeFile(code, request, joined.answer());
    }
  }

  SiteIdentity hub() throws IOException {
    return SiteIdentity.load(hubDirectory, Clock.systemUTC());
  }

  SiteIdentity spoke() throws IOException {
    return SiteIdentity.load(spokeDirectory, Clock.systemUTC());
  }
}
