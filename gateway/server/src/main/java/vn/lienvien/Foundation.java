package vn.lienvien;

import java.io.IOException;
import java.time.Clock;
import java.util.Deque;
import vn.lienvien.archive.AnnotationRows;
import vn.lienvien.archive.Archive;
import vn.lienvien.archive.CaseNotes;
import vn.lienvien.archive.Cases;
import vn.lienvien.archive.Forwarded;
import vn.lienvien.archive.Index;
import vn.lienvien.archive.Ledger;
import vn.lienvien.archive.Results;
import vn.lienvien.audit.AuditLog;
import vn.lienvien.config.Settings;
import vn.lienvien.consult.ArchivedObjects;
import vn.lienvien.consult.CaseRooms;
import vn.lienvien.consult.ConsultationSite;
import vn.lienvien.database.Database;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.metrics.Metrics;
import vn.lienvien.outbox.Outbox;
import vn.lienvien.outbox.Parcels;
import vn.lienvien.security.Accounts;
import vn.lienvien.security.SiteIdentity;
import vn.lienvien.store.PacsDelivery;

/** The two lower floors, opened: what every site has, a plain archive too. */
record Foundation(
    Clock clock,
    Metrics metrics,
    AuditLog audit,
    Accounts accounts,
    Database database,
    FrameCodecPool codecs,
    Outbox outbox,
    Parcels parcels,
    Archive archive,
    Index index,
    Cases cases,
    CaseNotes notes,
    Results results,
    Ledger ledger,
    Forwarded forwarded) {

  static Foundation open(Settings settings, Clock clock, Deque<AutoCloseable> open)
      throws IOException {
    Metrics metrics = new Metrics();
    AuditLog audit = AuditLog.open(settings.dataDirectory().resolve("audit.jsonl"), clock);
    open.push(audit);
    Database database = Database.open(settings.databaseDirectory(), clock);
    open.push(database);
    int sample = settings.proof().secondDecoderEvery();
    FrameCodecPool codecs =
        FrameCodecPool.open(CodecSettings.defaults().withSecondDecoderEvery(sample));
    open.push(codecs);
    Archive archive = Archive.open(settings.archive(), database, codecs);
    open.push(archive);
    return new Foundation(
        clock,
        metrics,
        audit,
        Accounts.open(settings.dataDirectory().resolve("accounts.json")),
        database,
        codecs,
        new Outbox(database),
        new Parcels(database),
        archive,
        new Index(database),
        new Cases(database),
        new CaseNotes(database),
        new Results(database),
        new Ledger(database),
        new Forwarded(database));
  }

  CaseRooms caseRooms(Settings settings, ArchivedObjects forCases, SiteIdentity identity) {
    ConsultationSite site =
        new ConsultationSite(
            settings.site(),
            settings.dicom().pacs().isPresent(),
            settings.consultingSites(),
            settings.deadlines());
    return new CaseRooms(
        database,
        outbox,
        parcels,
        cases,
        notes,
        results,
        new AnnotationRows(database),
        ledger,
        forCases,
        identity,
        site);
  }

  PacsDelivery.Rooms pacsDeliveryRooms() {
    return new PacsDelivery.Rooms(database, archive, cases, ledger, outbox);
  }
}
