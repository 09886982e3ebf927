package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Priority;
import vn.lienvien.security.SiteIdentity;
import vn.lienvien.security.SiteInvitation;

/** One end of the link that lives several times: what is not on its disk is gone at every death. */
final class FaultSite implements AutoCloseable {
  final Path directory;
  final RecordedEvents events = new RecordedEvents();
  final JumpingClock clock = new JumpingClock();
  private final Path identity;
  private Optional<TestSite> site = Optional.empty();
  private Optional<AutoCloseable> end = Optional.empty();
  private Optional<Ahead> ahead = Optional.empty();

  private interface Ahead {
    void send(String siteId, String caseId, Path file, String fileDigest, Priority priority)
        throws IOException;
  }

  FaultSite(Path directory, Path identity) {
    this.directory = directory;
    this.identity = identity;
  }

  TestSite site() {
    return site.orElseThrow();
  }

  /** Listens, on a port of its own in every life. */
  int liveAsHub() throws IOException {
    TestSite living = open();
    SiteInvitation invitation = SiteInvitation.open(identity, Hospitals.HUB, clock);
    LinkServer server = new LinkServer(living.room, invitation);
    end = Optional.of(server);
    ahead = Optional.of(server::ahead);
    return server.start("127.0.0.1", 0);
  }

  void liveAsSpoke(int port) throws IOException {
    HubAddress hub = new HubAddress(Hospitals.HUB, "127.0.0.1", port);
    LinkDialer dialer = new LinkDialer(open().room, List.of(hub), "faults");
    end = Optional.of(dialer);
    ahead = Optional.of(dialer::ahead);
    dialer.start();
  }

  /** Lets the frames of an object go before its parcel. */
  void ahead(String siteId, String caseId, ParcelObject object) throws IOException {
    Path file = site().store.path(object);
    ahead.orElseThrow().send(siteId, caseId, file, object.fileDigest(), Priority.ROUTINE);
  }

  /** Copies everything while nobody lives here. */
  void backUp(Path backup) throws IOException {
    Trees.replace(backup, directory);
    events.backUp();
  }

  void restore(Path backup) throws IOException {
    Trees.replace(directory, backup);
    events.restore();
  }

  private TestSite open() throws IOException {
    TestSite opened = new TestSite(directory, SiteIdentity.load(identity, clock), events, clock);
    site = Optional.of(opened);
    return opened;
  }

  /** Ends this life; memory is lost, the disk stays as it is. */
  @Override
  public void close() throws IOException {
    try {
      if (end.isPresent()) {
        end.get().close();
      }
    } catch (Exception e) {
      throw new IOException("the link does not close", e);
    } finally {
      site.ifPresent(TestSite::close);
      end = Optional.empty();
      site = Optional.empty();
    }
  }
}
