package vn.lienvien;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.config.LinkSettings;
import vn.lienvien.config.Settings;
import vn.lienvien.consult.ArchivedObjects;
import vn.lienvien.consult.CaseParcels;
import vn.lienvien.consult.CaseProcess;
import vn.lienvien.consult.CaseRooms;
import vn.lienvien.consult.Intake;
import vn.lienvien.database.DirectoryLock;
import vn.lienvien.evidence.LineWatch;
import vn.lienvien.hl7.MllpListener;
import vn.lienvien.hl7.MllpMeters;
import vn.lienvien.hl7.MllpOptions;
import vn.lienvien.hl7.OrderConversation;
import vn.lienvien.outbox.Dispatcher;
import vn.lienvien.security.SiteIdentity;
import vn.lienvien.store.DimseServer;

/** One running gateway: the rooms of one site, opened from the ground up and closed in reverse. */
public final class Main implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Main.class);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Settings settings;
  private final Clock clock;
  private Supplier<Optional<LinkSettings>> liveLink;

  private Main(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.liveLink = settings::link;
  }

  /** As below; caps of links follow the file while it is running. */
  public static Main start(Path file, Settings settings, String version) throws IOException {
    Main main = new Main(settings, Clock.systemUTC());
    LiveSettings live = LiveSettings.watching(settings, file);
    main.keep(live);
    main.liveLink = live::link;
    return main.started(version);
  }

  /** Opens everything the configuration names; what cannot be opened closes the rest again. */
  public static Main start(Settings settings, String version) throws IOException {
    return new Main(settings, Clock.systemUTC()).started(version);
  }

  private Main started(String version) throws IOException {
    try {
      open(version);
      return this;
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void open(String version) throws IOException {
    keep(DirectoryLock.take(settings.dataDirectory()));
    Foundation base = Foundation.open(settings, clock, open);
    DicomRooms dicom = DicomRooms.open(settings, base, open);
    keep(DimseServer.open(settings, dicom.transport(), dicom.options(), dicom.serverParts(base)));
    if (Files.exists(settings.identityDirectory().resolve("site.crt"))) {
      openConsultations(base, dicom, version);
    } else if (settings.link().isPresent()) {
      throw new IOException(
          "this site has no identity yet: run 'lienvien site invite' at the hub or 'lienvien site"
              + " join' at the spoke");
    }
    log.info("{} is up", settings.site().siteId());
  }

  private void openConsultations(Foundation base, DicomRooms dicom, String version)
      throws IOException {
    SiteIdentity identity = SiteIdentity.load(settings.identityDirectory(), clock);
    ArchivedObjects archive = new ArchivedObjects(base.archive());
    CaseRooms rooms = base.caseRooms(settings, archive, identity);
    Intake intake = new Intake(rooms);
    CaseProcess process = new CaseProcess(rooms);
    EditedCaps caps = EditedCaps.open(settings.dataDirectory(), liveLink);
    LinkEnd link =
        LinkEnd.open(
            settings,
            base,
            identity,
            new ConfiguredLinks(liveLink, caps, clock),
            new CaseParcels(rooms),
            open);
    var destinations = new Destinations(settings, base, dicom).open(open);
    Dispatcher dispatcher =
        new WorkPlan(settings, base, dicom, archive, link, destinations)
            .dispatcher(intake, process);
    LineWatch lines = link.watched(base);
    keep(lines);
    if (settings.hl7().isPresent()) {
      openHl7(base, intake);
    }
    if (settings.web().isPresent()) {
      WebEnd.Consulting consulting =
          new WebEnd.Consulting(rooms, intake, process, link, lines, caps);
      keep(WebEnd.open(settings, base, dicom, consulting, version));
    }
    dispatcher.start();
    keep(dispatcher);
  }

  private void openHl7(Foundation base, Intake intake) throws IOException {
    var listen = settings.hl7().flatMap(hl7 -> hl7.listen());
    if (listen.isPresent()) {
      var conversation =
          new OrderConversation(intake::place, java.nio.charset.StandardCharsets.UTF_8, clock);
      MllpOptions options = MllpOptions.of(listen.get().bind(), listen.get().port());
      MllpListener listener = MllpListener.open(options, conversation);
      keep(listener);
      MllpMeters.show(listener, base.metrics());
    }
  }

  private void keep(AutoCloseable part) {
    open.push(part);
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        // Whatever close() declares: the other parts are closed all the same.
        log.warn("a part did not close", e);
      }
    }
  }
}
