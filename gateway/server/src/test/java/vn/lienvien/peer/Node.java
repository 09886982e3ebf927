package vn.lienvien.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import vn.lienvien.archive.Archive;
import vn.lienvien.archive.ArchiveProbes;
import vn.lienvien.archive.Cases;
import vn.lienvien.archive.Incoming;
import vn.lienvien.archive.Index;
import vn.lienvien.archive.Ledger;
import vn.lienvien.archive.StoreSteps;
import vn.lienvien.audit.AuditLog;
import vn.lienvien.config.DicomSettings;
import vn.lienvien.config.Settings;
import vn.lienvien.database.Database;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.Decompressor;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.LosslessTranscoder;
import vn.lienvien.dicom.codec.TranscodeOutcome;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.dicom.net.AssociationOptions;
import vn.lienvien.dicom.net.AssociationRequestor;
import vn.lienvien.dicom.net.AsyncWindow;
import vn.lienvien.dicom.net.Timeouts;
import vn.lienvien.dicom.net.Transport;
import vn.lienvien.metrics.Metrics;
import vn.lienvien.model.StoreOutcome;
import vn.lienvien.outbox.Outbox;
import vn.lienvien.store.AssociationMeters;
import vn.lienvien.store.CommitmentResults;
import vn.lienvien.store.DimseServer;
import vn.lienvien.store.Outgoing;
import vn.lienvien.store.Worklists;

/** One site's DICOM face over a real archive and database, as its configuration says. */
public final class Node implements AutoCloseable {
  public final Settings settings;
  public final Database database;
  public final Archive archive;
  public final Index index;
  public final Cases cases;
  public final Ledger ledger;
  public final Outbox outbox;
  public final Outgoing outgoing;
  public final CommitmentResults commitmentResults = new CommitmentResults();
  public final AssociationRequestor requestor;

  /** What its disk shall seem to have left. */
  public final AtomicLong freeBytes = new AtomicLong(Long.MAX_VALUE);

  /** How many objects have reached its archive's door. */
  public final AtomicInteger arrivals = new AtomicInteger();

  /** Called at each step of each object; may throw. */
  public volatile StoreSteps watch = StoreSteps.UNWATCHED;

  private final AuditLog audit;
  private final FrameCodecPool codecs;
  private final Transport transport;
  private final DimseServer server;

  /** Opens below the directory. {@code dicom} is the rest of the YAML section of that name. */
  public Node(Path directory, String aeTitle, int port, String dicom) throws IOException {
    Files.createDirectories(directory);
    settings = Settings.parse(yaml(aeTitle, port, dicom), directory.resolve("site.yaml"));
    codecs = FrameCodecPool.open(CodecSettings.defaults());
    database = Database.open(settings.databaseDirectory(), Clock.systemUTC());
    archive =
        Archive.open(
            settings.archive(), database, codecs, new ArchiveProbes(freeBytes::get, this::reached));
    index = new Index(database);
    cases = new Cases(database);
    ledger = new Ledger(database);
    outbox = new Outbox(database);
    outgoing =
        new Outgoing(
            new Decompressor(codecs), Files.createDirectories(directory.resolve("data/tmp")));
    audit = AuditLog.open(auditFile(), Clock.systemUTC());
    transport = Transport.open();
    AssociationOptions options =
        AssociationOptions.defaults()
            .withWindow(new AsyncWindow(16, 16))
            .withTimeouts(Timeouts.defaults());
    requestor = new AssociationRequestor(transport, options);
    server =
        DimseServer.open(
            settings,
            transport,
            options,
            new DimseServer.Parts(
                archive,
                index,
                new Worklists(database, cases),
                outbox,
                audit,
                outgoing,
                commitmentResults,
                new AssociationMeters(new Metrics())));
  }

  private static String yaml(String aeTitle, int port, String dicom) {
    return """
    site: {id: a, name: Bệnh viện A}
    dataDirectory: data
    archive: {layout: gateway, minimumFreeBytes: 1000}
    dicom:
      aeTitle: %s
      bind: 127.0.0.1
      port: %d
    %s
    """
        .formatted(aeTitle, port, dicom.indent(2));
  }

  private void reached(StoreSteps.Step step) throws IOException {
    if (step == StoreSteps.Step.READ) {
      arrivals.incrementAndGet();
    }
    watch.reached(step);
  }

  /** Who saw what here. */
  public Path auditFile() {
    return settings.dataDirectory().resolve("audit.jsonl");
  }

  public String aeTitle() {
    return settings.dicom().aeTitle();
  }

  public int port() {
    return server.port();
  }

  public ApplicationEntity entity() {
    return new ApplicationEntity(aeTitle(), "127.0.0.1", port());
  }

  /** Where this site's PACS is. */
  public ApplicationEntity pacs() {
    DicomSettings.Pacs pacs = settings.dicom().pacs().orElseThrow();
    return new ApplicationEntity(pacs.aeTitle(), pacs.host(), pacs.port());
  }

  /** Stores without the network. */
  public StoreOutcome take(Attributes dataset) throws IOException {
    return archive.store(dataset, "TEST", (transaction, instance) -> {});
  }

  /** One series of a study, stored without the network. */
  public List<String> take(Slices study, int series, int count) throws IOException {
    List<String> uids = new ArrayList<>();
    for (int index = 1; index <= count; index++) {
      take(study.slice(series, index));
      uids.add(study.sopInstanceUID(series, index));
    }
    return uids;
  }

  /** A file, stored without the network. */
  public StoreOutcome take(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return archive.store(Incoming.of(archive.staging().receive(in), "TEST"));
    }
  }

  /** Replaces an instance's file by its lossless form. */
  public void compress(String sopInstanceUID) throws IOException, InterruptedException {
    var seen = archive.instance(sopInstanceUID).orElseThrow();
    Path target = archive.staging().create();
    switch (new LosslessTranscoder(codecs).compress(seen.file(), target)) {
      case TranscodeOutcome.Compressed done ->
          archive.replaceWithCompressed(seen, target, done.framesDigest());
      case TranscodeOutcome.Unchanged as -> throw new AssertionError(as.detail());
    }
  }

  /** Everything of an instance forgotten, as if it had never come. */
  public void forget(String sopInstanceUID) throws IOException {
    Files.delete(archive.instance(sopInstanceUID).orElseThrow().file());
    database.commit(transaction -> {
      transaction
          .handle()
          .execute("DELETE FROM instance WHERE sop_instance_uid = ?", sopInstanceUID);
    });
  }

  /** What lies in staging. */
  public List<Path> staged() throws IOException {
    try (Stream<Path> files = Files.list(settings.archive().directory().resolve("staging"))) {
      return files.toList();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    transport.close();
    archive.close();
    database.close();
    audit.close();
    codecs.close();
  }
}
