package vn.lienvien.web;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import vn.lienvien.dicom.codec.Decompressor;
import vn.lienvien.dicom.codec.FrameRenderer;

/** The gateway's web server: every room's routes on one address. Thread-safe. */
public final class WebServer implements AutoCloseable {
  private static final long MOST_STOW_BYTES = 16L << 30;

  private final HttpListener listener;
  private final Changes changes;

  private WebServer(HttpListener listener, Changes changes) {
    this.listener = listener;
    this.changes = changes;
  }

  /**
   * @throws IOException when the address cannot be listened on
   */
  public static WebServer start(Listening where, WebRooms rooms) throws IOException {
    Logins logins = new Logins(rooms.people().accounts(), rooms.people().sessions(), rooms.clock());
    Route viewer = Route.get("/*", Access.ANYONE, new ViewerFiles());
    Callers callers = new Callers(logins, rooms.clock());
    Changes changes = new Changes();
    rooms.stores().cases().onChange(changes::publish);
    List<Route> routes = routes(rooms, logins, changes);
    HttpListener listener = HttpListener.start(where, routes, viewer, callers, rooms.answered());
    return new WebServer(listener, changes);
  }

  public int port() {
    return listener.port();
  }

  @Override
  public void close() {
    changes.close();
    listener.close();
  }

  /** Everything there is, as the OpenAPI document lists it. */
  static List<Route> routes(WebRooms rooms, Logins logins, Changes changes) {
    ViewAudit audit = new ViewAudit(rooms.people().audit(), rooms.clock());
    return Stream.of(
            operations(rooms),
            api(rooms, logins, audit),
            people(rooms, logins, audit),
            administration(rooms, audit),
            new EventRoutes(changes, logins).routes(),
            dicomweb(rooms, audit))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route> operations(WebRooms rooms) {
    return new OperationsRoutes(rooms.site(), rooms.version(), rooms.readiness(), rooms.metrics())
        .routes();
  }

  private static List<Route> api(WebRooms rooms, Logins logins, ViewAudit audit) {
    CaseStores stores = rooms.stores();
    Consultations consult = rooms.consultations();
    CaseSight sight = new CaseSight(stores.cases());
    NewCases newCases = new NewCases(rooms.consultingSites(), consult.intake(), audit);
    CaseRoutes cases =
        new CaseRoutes(
            new CaseFacts(stores, consult.leases()), sight, newCases, consult.process(), audit);
    return Stream.of(
            new SessionRoutes(logins, rooms, audit).routes(),
            new AuthenticatorRoutes(logins, audit).routes(),
            newCases.routes(),
            cases.routes(),
            new ReadingRoutes(sight, consult, stores.cases(), logins, audit).routes(),
            new LedgerRoutes(sight, stores, consult.signatures(), audit, rooms.pacs().isPresent())
                .routes(),
            new PacsRoutes(rooms.pacs(), audit).routes(),
            new StatusRoutes(rooms.outbox(), stores.archive(), rooms.status()).routes(),
            new LineRoutes(rooms.status(), rooms.clock()).routes())
        .flatMap(List::stream)
        .toList();
  }

  /** What people do about cases beside reading them, and what they set up for themselves. */
  private static List<Route> people(WebRooms rooms, Logins logins, ViewAudit audit) {
    CaseStores stores = rooms.stores();
    CaseSight sight = new CaseSight(stores.cases());
    Consultations consult = rooms.consultations();
    return Stream.of(
            new DeskRoutes(sight, consult.desk(), rooms.people(), logins, audit).routes(),
            new AnnotationRoutes(sight, consult.marks()).routes(),
            new PriorRoutes(sight, stores.index(), audit).routes(),
            new TemplateRoutes(consult.templates(), audit).routes(),
            new PreferenceRoutes(stores.preferences()).routes())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route> administration(WebRooms rooms, ViewAudit audit) {
    return Stream.of(
            new WorkRoutes(rooms.outbox(), audit).routes(),
            new AccountRoutes(rooms.people().accounts(), audit).routes(),
            new QuarantineRoutes(rooms.stores().quarantine(), audit).routes(),
            new RoutingRoutes(rooms.consultations().routing()).routes(),
            new DestinationRoutes(rooms, audit).routes(),
            new LinkCapsRoutes(rooms.caps(), rooms.status(), audit).routes())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route> dicomweb(WebRooms rooms, ViewAudit audit) {
    InstancePath path = new InstancePath(rooms.stores().archive());
    FrameRetrieval frames = new FrameRetrieval(path, rooms.codecs(), audit);
    Decompressor decompressor = new Decompressor(rooms.codecs());
    WadoRs wado =
        new WadoRs(
            new InstanceRetrieval(path, new InstanceForms(decompressor, rooms.temporary()), audit),
            new MetadataRetrieval(path, audit),
            frames,
            new BulkdataRetrieval(path, frames, audit),
            new RenderedRetrieval(path, new FrameRenderer(rooms.codecs()), audit));
    return Stream.of(
            new QidoRs(rooms.stores().index(), audit).routes(),
            wado.routes(),
            new StowRs(new ArchiveIntake(rooms.stores().archive()), MOST_STOW_BYTES, audit)
                .routes())
        .flatMap(List::stream)
        .toList();
  }
}
