package vn.lienvien.consult;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import vn.lienvien.archive.AnnotationRows;
import vn.lienvien.archive.CaseNotes;
import vn.lienvien.archive.Cases;
import vn.lienvien.archive.Ledger;
import vn.lienvien.archive.Results;
import vn.lienvien.config.Deadlines;
import vn.lienvien.database.Database;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.LedgerEntry;
import vn.lienvien.model.OrderMessage;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Place;
import vn.lienvien.model.PlacementOutcome;
import vn.lienvien.model.Priority;
import vn.lienvien.model.ProofState;
import vn.lienvien.model.Receipt;
import vn.lienvien.model.SignedDocument;
import vn.lienvien.model.Site;
import vn.lienvien.outbox.Outbox;
import vn.lienvien.outbox.Parcels;
import vn.lienvien.security.SiteIdentity;

/** One site: real database, outbox and identity; PACS, HIS and link are played by the test. */
final class SiteUnderTest implements AutoCloseable {
  static final String STUDY = "1.2.3.4";

  /** A process that was killed there. */
  static final class Killed extends RuntimeException {
    Killed() {
      super("killed");
    }
  }

  final Site site;
  final Database database;
  final FakeArchive archive;
  final CaseRooms rooms;
  final CaseProcess process;
  final CaseParcels parcels;
  final Intake intake;
  final Reading reading;
  private double killing;

  SiteUnderTest(Site site, Path directory, Random random, List<Site> consulting)
      throws IOException {
    this(new ConsultationSite(site, true, consulting, Deadlines.DEFAULT), directory, random);
  }

  SiteUnderTest(ConsultationSite settings, Path directory, Random random) throws IOException {
    Clock clock = Clock.systemUTC();
    this.site = settings.self();
    this.database = Database.open(directory.resolve("database"), clock);
    this.archive =
        new FakeArchive(
            clock,
            () -> {
              if (random.nextDouble() < killing) {
                throw new Killed();
              }
            });
    this.rooms =
        new CaseRooms(
            database,
            new Outbox(database),
            new Parcels(database),
            new Cases(database),
            new CaseNotes(database),
            new Results(database),
            new AnnotationRows(database),
            new Ledger(database),
            archive,
            SiteIdentity.load(directory, clock),
            settings);
    this.process = new CaseProcess(rooms);
    this.parcels = new CaseParcels(rooms);
    this.intake = new Intake(rooms);
    this.reading = new Reading(rooms);
  }

  void killing(double probability) {
    killing = probability;
  }

  /** An order comes from the HIS; the id of its case. */
  String place() {
    return ((PlacementOutcome.Placed)
            intake.place(Samples.order(), new OrderMessage("HIS|A", "digest")))
        .caseId();
  }

  ConsultationCase theCase(String caseId) {
    return rooms.cases().find(caseId).orElseThrow();
  }

  boolean hasJob(JobKind kind, String caseId) {
    return rooms.outbox().all().stream()
        .anyMatch(view -> view.job().kind() == kind && view.job().subject().equals(caseId));
  }

  void advance(String caseId) {
    process.run(new Job(1, JobKind.ADVANCE_CASE, caseId, Priority.ROUTINE, 0, Instant.EPOCH));
  }

  /** What pull does: finds the study, moves it here, commits that it is complete. */
  void fetch(String caseId, int images) {
    if (!hasJob(JobKind.FETCH_STUDY, caseId) || rooms.cases().isFetchComplete(caseId)) {
      return;
    }
    List<String> uids = receiveImages(images);
    database.commit(tx -> {
      rooms.cases().expect(tx, caseId, uids);
      rooms.cases().fetchCompleted(tx, caseId);
      rooms.cases().update(tx, theCase(caseId).withStudy(STUDY));
      rooms.outbox().put(tx, JobKind.ADVANCE_CASE, caseId, Priority.STAT, Duration.ZERO);
    });
  }

  List<String> receiveImages(int images) {
    return IntStream.range(0, images)
        .mapToObj(i -> {
          String uid = STUDY + ".1." + i;
          archive.put(image(uid), ProofState.LOSSLESS, "f".repeat(63) + i % 10);
          return uid;
        })
        .toList();
  }

  private static Attributes image(String uid) {
    return new Attributes()
        .set(Tag.SpecificCharacterSet, "ISO_IR 192")
        .set(Tag.SOPClassUID, UID.CTImageStorage)
        .set(Tag.SOPInstanceUID, uid)
        .set(Tag.StudyInstanceUID, STUDY)
        .set(Tag.SeriesInstanceUID, STUDY + ".1")
        .set(Tag.PatientID, "BN0001")
        .set(Tag.PatientName, "Nguyễn Thị Hồng Đào")
        .set(Tag.StudyDate, "20261122");
  }

  /** What store does: every object of the case is at the PACS, proved by C-FIND. */
  void storeToPacs(String caseId) {
    if (!hasJob(JobKind.STORE_TO_PACS, caseId)) {
      return;
    }
    for (CaseObject object : rooms.cases().objects(caseId)) {
      InstanceRecord instance = archive.instance(object.sopInstanceUID()).orElseThrow();
      database.commit(tx ->
          rooms
              .ledger()
              .record(
                  tx,
                  new LedgerEntry(
                      caseId,
                      object.sopInstanceUID(),
                      object.kind(),
                      site.siteId(),
                      Place.PACS,
                      instance.fileDigest(),
                      instance.framesDigest(),
                      "C_FIND",
                      tx.startedAt())));
    }
  }

  /** What the HL7 room does. */
  void notifyHis(String caseId) {
    if (hasJob(JobKind.NOTIFY_HIS, caseId)) {
      database.commit(tx -> rooms.cases().hisAcknowledged(tx, caseId, "R1", tx.startedAt()));
    }
  }

  /** What the link does with everything that waits for the other site. */
  void sendAll(SiteUnderTest other) {
    for (ParcelManifest parcel : rooms.parcels().undelivered(other.site.siteId())) {
      Receipt receipt = other.receive(parcel, archive);
      archive.instance("");
      database.commit(tx -> {
        rooms.parcels().delivered(tx, receipt);
        parcels.delivered(tx, parcel, receipt);
      });
    }
  }

  Receipt receive(ParcelManifest parcel, FakeArchive from) {
    Optional<Receipt> before = rooms.parcels().incomingReceipt(parcel.parcelId());
    if (before.isPresent()) {
      return before.get();
    }
    for (ParcelObject object : parcel.objects()) {
      Attributes dataset = from.dataset(from.instance(object.sopInstanceUID()).orElseThrow());
      archive.put(dataset, object.proof(), object.framesDigest());
    }
    return database.transact(tx -> {
      Receipt receipt =
          new Receipt(
              parcel.parcelId(),
              "00",
              site.siteId(),
              tx.startedAt(),
              rooms
                  .identity()
                  .sign(
                      "{\"parcelId\":\"%s\"}".formatted(parcel.parcelId()),
                      SignedDocument.Kind.RECEIPT,
                      parcel.caseId()));
      parcels.received(tx, parcel);
      rooms.parcels().putIncoming(tx, parcel, receipt);
      return receipt;
    });
  }

  @Override
  public void close() {
    database.close();
  }
}
