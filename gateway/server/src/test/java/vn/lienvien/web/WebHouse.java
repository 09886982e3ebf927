package vn.lienvien.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienvien.archive.AnnotationRows;
import vn.lienvien.archive.Archive;
import vn.lienvien.archive.CaseNotes;
import vn.lienvien.archive.Cases;
import vn.lienvien.archive.Index;
import vn.lienvien.archive.Ledger;
import vn.lienvien.archive.Preferences;
import vn.lienvien.archive.QuarantineDesk;
import vn.lienvien.archive.Results;
import vn.lienvien.audit.AuditLog;
import vn.lienvien.config.ArchiveSettings;
import vn.lienvien.config.Deadlines;
import vn.lienvien.config.RoutingRule;
import vn.lienvien.consult.ArchivedObjects;
import vn.lienvien.consult.CaseDesk;
import vn.lienvien.consult.CaseProcess;
import vn.lienvien.consult.CaseRooms;
import vn.lienvien.consult.ConsultationSite;
import vn.lienvien.consult.DraftLeases;
import vn.lienvien.consult.ImageMarks;
import vn.lienvien.consult.Intake;
import vn.lienvien.consult.Reading;
import vn.lienvien.consult.ReportTemplates;
import vn.lienvien.consult.StudyRouting;
import vn.lienvien.database.Database;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Order;
import vn.lienvien.model.OrderSource;
import vn.lienvien.model.Priority;
import vn.lienvien.model.Site;
import vn.lienvien.outbox.Outbox;
import vn.lienvien.outbox.Parcels;
import vn.lienvien.security.SiteIdentity;
import vn.lienvien.security.SitePki;

/** A running web server over real rooms in a directory, and a client that may log in. */
final class WebHouse implements AutoCloseable {
  static final Site SELF = new Site("bv-a", "Bệnh viện huyện A");
  static final Site PEER = new Site("bv-b", "Bệnh viện trung ương B");

  final Database database;
  final Archive archive;
  final CaseStores stores;
  final SiteIdentity identity;
  final People people;
  final Logins logins;
  final FakeCaps caps = new FakeCaps();
  final FakeStatus status = new FakeStatus();
  final FakePacsSearch pacs = new FakePacsSearch();
  final WebRooms rooms;
  final Path templates;
  private final Clock clock = Clock.systemUTC();
  private final FrameCodecPool codecs;
  private final Path auditFile;
  private final AuditLog audit;
  private final WebServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  WebHouse(Path directory) throws IOException {
    database = Database.open(directory.resolve("database"), clock);
    codecs = FrameCodecPool.open(CodecSettings.defaults());
    ArchiveSettings settings =
        new ArchiveSettings(ArchiveSettings.Layout.GATEWAY, directory.resolve("archive"), 1);
    archive = Archive.open(settings, database, codecs);
    stores =
        new CaseStores(
            new Cases(database),
            new CaseNotes(database),
            new Results(database),
            new Ledger(database),
            archive,
            new Index(database),
            new QuarantineDesk(database, archive),
            new Preferences(database));
    Path identities = directory.resolve("identity");
    SitePki.open(identities, clock).provideSite(identities, SELF.siteId());
    identity = SiteIdentity.load(identities, clock);
    templates = directory.resolve("report-templates.json");
    people = new People(directory);
    logins = people.logins();
    auditFile = directory.resolve("audit.jsonl");
    audit = AuditLog.open(auditFile, clock);
    Outbox outbox = new Outbox(database);
    rooms =
        new WebRooms(
            SELF,
            false,
            List.of(PEER),
            "0.1-test",
            clock,
            directory.resolve("temporary"),
            stores,
            outbox,
            codecs,
            new WebPeople(people.accounts, people.sessions, audit),
            consultations(outbox),
            Optional.of(pacs),
            status,
            caps,
            Map.of("database", () -> true, "disk", status::hasRoom),
            () -> "lienvien_up 1\n",
            _ -> {});
    server = WebServer.start(Listening.on("127.0.0.1", 0), rooms);
  }

  private Consultations consultations(Outbox outbox) {
    Deadlines deadlines =
        new Deadlines(Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(24));
    CaseRooms caseRooms =
        new CaseRooms(
            database,
            outbox,
            new Parcels(database),
            stores.cases(),
            stores.notes(),
            stores.results(),
            new AnnotationRows(database),
            stores.ledger(),
            new NoObjects(),
            identity,
            new ConsultationSite(SELF, false, List.of(PEER), deadlines));
    Intake intake = new Intake(caseRooms);
    List<RoutingRule> rules =
        List.of(new RoutingRule("CT1", Priority.STAT, PEER.siteId(), "", Duration.ofMinutes(2)));
    return new Consultations(
        intake,
        new Reading(caseRooms),
        new ImageMarks(caseRooms),
        new CaseDesk(caseRooms),
        new DraftLeases(clock),
        new ReportTemplates(templates),
        new CaseProcess(caseRooms),
        new StudyRouting(new ArchivedObjects(archive), intake, rules, outbox, clock),
        identity::fault);
  }

  /** A case on the reading list, due an hour after another site asked. */
  void putToRead(String caseId, Site from, Priority priority, Instant asked) {
    Order order =
        new Order(
            OrderSource.HL7,
            "M1",
            "P1",
            "A1",
            "1.2.3",
            "BN1",
            "",
            "Nguyễn Thị Ánh",
            Optional.empty(),
            "F",
            "CT sọ não",
            "Đau đầu",
            "",
            "Lê Ánh",
            Optional.empty(),
            priority);
    ConsultationCase which =
        new ConsultationCase(
            caseId,
            CaseRole.CONSULTING,
            from,
            SELF,
            order,
            "1.2.3",
            CaseState.READABLE,
            "on the reading list",
            asked,
            asked,
            asked.plusSeconds(3600),
            0);
    database.commit(transaction -> stores.cases().insert(transaction, which));
  }

  String base() {
    return "http://127.0.0.1:" + server.port();
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(base() + path)).timeout(Duration.ofMinutes(1));
  }

  HttpRequest.Builder as(String username, String path) {
    return to(path)
        .header("Cookie", "lienvien=" + people.token(username))
        .header("X-Lienvien", "1");
  }

  HttpResponse<String> get(String username, String path) throws Exception {
    return send(as(username, path));
  }

  HttpResponse<String> send(String username, String method, String path, String json)
      throws Exception {
    return send(as(username, path).method(method, BodyPublishers.ofString(json)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** The audit log's lines as {@code actor action subject outcome}. */
  List<String> audited() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(auditFile)) {
      JsonNode event = new ObjectMapper().readTree(line);
      lines.add(
          Stream.of("actor", "action", "subject", "outcome")
              .map(name -> event.get(name).asText())
              .collect(Collectors.joining(" ")));
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    server.close();
    audit.close();
    archive.close();
    database.close();
    codecs.close();
  }
}
