package vn.lienvien;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.archive.Preferences;
import vn.lienvien.archive.QuarantineDesk;
import vn.lienvien.config.Settings;
import vn.lienvien.config.WebSettings;
import vn.lienvien.consult.ArchivedObjects;
import vn.lienvien.consult.CaseDesk;
import vn.lienvien.consult.CaseProcess;
import vn.lienvien.consult.CaseRooms;
import vn.lienvien.consult.DraftLeases;
import vn.lienvien.consult.ImageMarks;
import vn.lienvien.consult.Intake;
import vn.lienvien.consult.Reading;
import vn.lienvien.consult.ReportTemplates;
import vn.lienvien.consult.StudyRouting;
import vn.lienvien.evidence.LineWatch;
import vn.lienvien.security.Sessions;
import vn.lienvien.web.CaseStores;
import vn.lienvien.web.Consultations;
import vn.lienvien.web.Listening;
import vn.lienvien.web.PacsSearch;
import vn.lienvien.web.WebPeople;
import vn.lienvien.web.WebRooms;
import vn.lienvien.web.WebServer;

/** The web server's place in the plan: which rooms its pages look into. */
final class WebEnd {
  private static final Logger LOG = LoggerFactory.getLogger(WebEnd.class);
  private static final Duration CERTIFICATE_CHECKED_EVERY = Duration.ofMinutes(1);

  private WebEnd() {}

  /** What consultations add to the foundation. */
  record Consulting(
      CaseRooms rooms,
      Intake intake,
      CaseProcess process,
      LinkEnd link,
      LineWatch lines,
      EditedCaps caps) {}

  static WebServer open(
      Settings settings, Foundation base, DicomRooms dicom, Consulting consulting, String version)
      throws IOException {
    WebSettings web = settings.web().orElseThrow();
    Optional<PacsSearch> pacs = dicom.pacsNode().map(node -> node::findStudies);
    WebRooms rooms =
        new WebRooms(
            settings.site(),
            web.displaysCalibrated(),
            settings.consultingSites(),
            version,
            base.clock(),
            dicom.outgoing().scratch(),
            new CaseStores(
                base.cases(),
                base.notes(),
                base.results(),
                base.ledger(),
                base.archive(),
                base.index(),
                new QuarantineDesk(base.database(), base.archive()),
                new Preferences(base.database())),
            base.outbox(),
            base.codecs(),
            new WebPeople(base.accounts(), new Sessions(base.clock()), base.audit()),
            new Consultations(
                consulting.intake(),
                new Reading(consulting.rooms()),
                new ImageMarks(consulting.rooms()),
                new CaseDesk(consulting.rooms()),
                new DraftLeases(base.clock()),
                new ReportTemplates(settings.dataDirectory().resolve("report-templates.json")),
                consulting.process(),
                new StudyRouting(
                    new ArchivedObjects(base.archive()),
                    consulting.intake(),
                    settings.routing(),
                    base.outbox(),
                    base.clock()),
                consulting.rooms().identity()::fault),
            pacs,
            new StatusForWeb(
                settings, base, dicom.requestor(), consulting.link(), consulting.lines()),
            consulting.caps(),
            readiness(base),
            base.metrics()::prometheusText,
            status -> base.metrics().count("lienvien.http.answers", "class", status / 100 + "xx"));
    return WebServer.start(listening(web), rooms);
  }

  private static Listening listening(WebSettings web) throws IOException {
    Listening inTheClear = Listening.on(web.bind(), web.port());
    if (web.tls().isEmpty() && !InetAddress.getByName(web.bind()).isLoopbackAddress()) {
      LOG.warn(
          "web.bind {} without web.tls: passwords and images can be read on the way to it",
          web.bind());
    }
    return web.tls()
        .map(files ->
            inTheClear.with(
                new Listening.Tls(files.certificate(), files.key(), CERTIFICATE_CHECKED_EVERY)))
        .orElse(inTheClear);
  }

  private static Map<String, BooleanSupplier> readiness(Foundation base) {
    return Map.of(
        "database", () -> base.database().read(handle -> true),
        "disk", () -> hasRoom(base));
  }

  private static boolean hasRoom(Foundation base) {
    try {
      return base.archive().hasRoom();
    } catch (IOException e) {
      throw new UncheckedIOException("the archive's disk cannot be asked", e);
    }
  }
}
