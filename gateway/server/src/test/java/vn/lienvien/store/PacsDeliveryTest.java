package vn.lienvien.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.archive.StoreSteps;
import vn.lienvien.config.DicomSettings.StorageCommitment;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.FramesDigest;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.model.LedgerEntry;
import vn.lienvien.model.Place;
import vn.lienvien.outbox.JobView;
import vn.lienvien.peer.GatewayAndPacs;
import vn.lienvien.peer.Node;
import vn.lienvien.peer.Orders;
import vn.lienvien.peer.Orthanc;
import vn.lienvien.peer.Program;
import vn.lienvien.peer.Slices;

/** STORE_TO_PACS into this same program, into Orthanc and into DCMTK. */
final class PacsDeliveryTest {
  @TempDir static Path directory;
  @AutoClose private static GatewayAndPacs stage;
  private static Orthanc orthanc;
  private static Node gateway;
  private static Node pacs;
  @AutoClose private static Node pacsWithoutGet;

  @BeforeAll
  static void open() throws Exception {
    stage =
        GatewayAndPacs.open(
            directory,
            """
            peers:
              - {aeTitle: GATEWAY_A, host: 127.0.0.1, port: %d, roles: [store, query, move, get]}
            """);
    orthanc = stage.orthanc();
    gateway = stage.gateway();
    pacs = stage.pacs();
    pacsWithoutGet =
        new Node(
            directory.resolve("pacs2"),
            "PACS_2",
            0,
            """
            peers:
              - {aeTitle: GATEWAY_A, host: 127.0.0.1, port: %d, roles: [store, query]}
            """
                .formatted(gateway.port()));
  }

  @AfterEach
  void watchesNoMore() {
    pacs.watch = StoreSteps.UNWATCHED;
    pacs.freeBytes.set(Long.MAX_VALUE);
  }

  @Test
  void bringsEveryObjectToThePacsAndRecordsTheCommitment() throws Exception {
    List<String> uids = gateway.take(new Slices("501"), 1, 3);
    ConsultationCase placed = caseOf(uids);
    int before = pacs.arrivals.get();
    assertThat(run(placed, gateway.pacs())).isEqualTo(JobOutcome.DONE);
    assertThat(pacs.archive.missing(uids)).isEmpty();
    assertThat(pacs.arrivals.get() - before).isEqualTo(3);
    assertRecorded(placed, uids, PacsArchive.COMMITTED);
  }

  @Test
  void sendsNothingTwiceWhenItIsRepeated() throws Exception {
    List<String> uids = gateway.take(new Slices("502"), 1, 2);
    ConsultationCase placed = caseOf(uids);
    assertThat(run(placed, gateway.pacs())).isEqualTo(JobOutcome.DONE);
    List<LedgerEntry> entries = gateway.ledger.entries(placed.caseId());
    int before = pacs.arrivals.get();
    assertThat(run(placed, gateway.pacs())).isEqualTo(JobOutcome.DONE);
    assertThat(run(caseOf(uids), gateway.pacs())).isEqualTo(JobOutcome.DONE);
    assertThat(pacs.arrivals.get()).isEqualTo(before);
    assertThat(gateway.ledger.entries(placed.caseId())).isEqualTo(entries);
  }

  @Test
  void asksNoPacsWhenEverythingIsKnownToBeThere() throws Exception {
    List<String> uids = gateway.take(new Slices("503"), 1, 1);
    ConsultationCase placed = caseOf(uids);
    assertThat(run(placed, gateway.pacs())).isEqualTo(JobOutcome.DONE);
    assertThat(run(placed, nobody())).isEqualTo(JobOutcome.DONE);
  }

  @Test
  void sendsOnlyWhatThePacsHasNot() throws Exception {
    Slices study = new Slices("504");
    List<String> uids = gateway.take(study, 1, 3);
    pacs.take(study.slice(1, 2));
    int before = pacs.arrivals.get();
    ConsultationCase placed = caseOf(uids);
    assertThat(run(placed, gateway.pacs())).isEqualTo(JobOutcome.DONE);
    assertThat(pacs.arrivals.get() - before).isEqualTo(2);
    assertThat(gateway.ledger.entries(placed.caseId()))
        .filteredOn(entry -> entry.evidence().equals(PacsArchive.FETCHED_BACK))
        .extracting(LedgerEntry::sopInstanceUID)
        .containsExactly(study.sopInstanceUID(1, 2));
  }

  @Test
  void aPacsThatHasOtherContentUnderTheUidHoldsNothingOfOurs() throws Exception {
    Slices study = new Slices("509");
    List<String> uids = gateway.take(study, 1, 2);
    pacs.take(otherPixels(study, 1));
    ConsultationCase placed = caseOf(uids);
    JobOutcome.GaveUp gaveUp = (JobOutcome.GaveUp) run(placed, gateway.pacs());
    assertThat(gaveUp.reason()).contains("other content", "1 UIDs", uids.getFirst());
    assertThat(gateway.ledger.entries(placed.caseId()))
        .extracting(LedgerEntry::sopInstanceUID)
        .containsExactly(uids.getLast());
  }

  @Test
  void orthancThatHasOtherContentUnderTheUidHoldsNothingOfOurs() throws Exception {
    Slices study = new Slices("510");
    List<String> uids = gateway.take(study, 1, 2);
    Path other = Slices.write(directory.resolve("510.dcm"), otherPixels(study, 1));
    Path same = Slices.write(directory.resolve("510-2.dcm"), study.slice(1, 2));
    orthanc.take(List.of(other, same));
    gateway.compress(uids.getLast());
    ConsultationCase placed = caseOf(uids);
    assertThat(run(placed, orthanc())).isInstanceOf(JobOutcome.GaveUp.class);
    assertThat(gateway.ledger.entries(placed.caseId()))
        .extracting(LedgerEntry::sopInstanceUID, LedgerEntry::evidence)
        .containsExactly(tuple(uids.getLast(), PacsArchive.FETCHED_BACK));
  }

  @Test
  void anAnswer0111IsNoProofThoughTheUidIsThere() throws Exception {
    Slices study = new Slices("511");
    List<String> uids = gateway.take(study, 1, 1);
    ConsultationCase placed = caseOf(uids);
    AtomicBoolean came = new AtomicBoolean();
    pacs.watch =
        step -> {
          if (step == StoreSteps.Step.READ && came.compareAndSet(false, true)) {
            pacs.take(otherPixels(study, 1));
          }
        };
    assertThat(run(placed, gateway.pacs())).isInstanceOf(JobOutcome.GaveUp.class);
    assertThat(gateway.ledger.entries(placed.caseId())).isEmpty();
    assertThat(pacs.archive.quarantine()).isNotEmpty();
  }

  @Test
  void ofAPacsThatGivesNothingBackItsQueryMustFit() throws Exception {
    Slices fits = new Slices("512");
    Slices differs = new Slices("513");
    List<String> uids = new ArrayList<>(gateway.take(fits, 1, 1));
    uids.addAll(gateway.take(differs, 1, 1));
    pacsWithoutGet.take(fits.slice(1, 1));
    pacsWithoutGet.take(differs.slice(1, 1).set(Tag.InstanceNumber, "7"));
    ConsultationCase placed = caseOf(uids);
    assertThat(run(placed, pacsWithoutGet.entity())).isInstanceOf(JobOutcome.GaveUp.class);
    assertThat(gateway.ledger.entries(placed.caseId()))
        .extracting(LedgerEntry::sopInstanceUID, LedgerEntry::evidence)
        .containsExactly(tuple(uids.getFirst(), PacsArchive.C_FIND));
  }

  @Test
  void withoutAPacsThereIsNothingToStoreAndTheCaseGoesOn() throws Exception {
    ConsultationCase placed = caseOf(gateway.take(new Slices("514"), 1, 1));
    PacsDelivery.Rooms rooms =
        new PacsDelivery.Rooms(
            gateway.database, gateway.archive, gateway.cases, gateway.ledger, gateway.outbox);
    JobOutcome outcome =
        new PacsDelivery(rooms, Optional.empty()).run(Orders.job(JobKind.STORE_TO_PACS, placed, 0));
    assertThat(outcome).isEqualTo(JobOutcome.DONE);
    assertThat(gateway.ledger.entries(placed.caseId())).isEmpty();
    assertThat(gateway.outbox.all())
        .extracting(JobView::job)
        .anyMatch(
            job -> job.kind() == JobKind.ADVANCE_CASE && job.subject().equals(placed.caseId()));
  }

  private static Attributes otherPixels(Slices study, int index) {
    Attributes slice = study.slice(1, index);
    byte[] pixels = slice.bytes(Tag.PixelData).clone();
    pixels[0] ^= 1;
    return slice.setBytes(Tag.PixelData, VR.OW, pixels);
  }

  @Test
  void orthancCommitsToWhatItWasSent() throws Exception {
    Slices study = new Slices("505");
    List<String> uids = gateway.take(study, 1, 2);
    gateway.compress(uids.getFirst());
    ConsultationCase placed = caseOf(uids);
    JobOutcome outcome = run(placed, orthanc());
    assertThat(outcome).as(orthanc.log()).isEqualTo(JobOutcome.DONE);
    assertRecorded(placed, uids, PacsArchive.COMMITTED);
    String found =
        orthanc.post(
            "/tools/find",
            "{\"Level\": \"Instance\", \"Query\": {\"StudyInstanceUID\": \"%s\"}}"
                .formatted(study.studyInstanceUID()));
    assertThat(found.split("\"")).as(found).hasSize(5);
    String before = orthanc.get("/statistics");
    assertThat(run(caseOf(uids), orthanc())).isEqualTo(JobOutcome.DONE);
    assertThat(orthanc.get("/statistics")).isEqualTo(before);
  }

  @Test
  void aPacsThatTakesOnlyImplicitGetsNativeFramesAndItsQueryIsTheProof() throws Exception {
    Slices study = new Slices("506");
    List<String> uids = gateway.take(study, 1, 1);
    gateway.compress(uids.getFirst());
    InstanceRecord stored = gateway.archive.instance(uids.getFirst()).orElseThrow();
    assertThat(stored.transferSyntaxUID()).isEqualTo(UID.JPEG2000Lossless);
    Path home = Files.createDirectories(directory.resolve("dcmqrscp"));
    Path database = Files.createDirectories(home.resolve("DCMQR"));
    int port = Program.freePort();
    Path config = dcmqrscp(home, database);
    ConsultationCase placed = caseOf(uids);
    try (Program program =
        Program.listen(home, port, "dcmqrscp", "-v", "+xi", "-c", config.toString())) {
      JobOutcome outcome = run(placed, new ApplicationEntity("DCMQR", "127.0.0.1", port));
      assertThat(outcome).as(program.output()).isEqualTo(JobOutcome.DONE);
    }
    assertRecorded(placed, uids, PacsArchive.C_FIND);
    DicomFile file = DicomFile.read(imageIn(database));
    assertThat(file.transferSyntaxUID()).isEqualTo(UID.ImplicitVRLittleEndian);
    assertThat(file.dataset().remove(Tag.PixelData))
        .isEqualTo(study.slice(1, 1).remove(Tag.PixelData));
    try (FrameCodecPool codecs = FrameCodecPool.open(CodecSettings.defaults())) {
      assertThat(new FramesDigest(codecs).of(file)).isEqualTo(stored.framesDigest());
    }
  }

  private static Path dcmqrscp(Path home, Path database) throws IOException {
    return Files.writeString(
        home.resolve("dcmqrscp.cfg"),
        """
        MaxPDUSize = 16384
        MaxAssociations = 16
        HostTable BEGIN
        HostTable END
        VendorTable BEGIN
        VendorTable END
        AETable BEGIN
        DCMQR %s RW (200, 1024mb) ANY
        AETable END
        """
            .formatted(database));
  }

  @Test
  void aPacsThatIsDownIsTriedAgainWithAReasonInWords() throws Exception {
    ConsultationCase placed = caseOf(gateway.take(new Slices("507"), 1, 1));
    JobOutcome.RetryLater later = (JobOutcome.RetryLater) run(placed, nobody());
    assertThat(later.reason()).contains("the PACS cannot be reached", "check host, port, firewall");
    assertThat(gateway.ledger.entries(placed.caseId())).isEmpty();
  }

  @Test
  void aFullPacsIsTriedAgainAndWhatItTookIsRecorded() throws Exception {
    Slices study = new Slices("508");
    List<String> uids = gateway.take(study, 1, 2);
    ConsultationCase placed = caseOf(uids);
    pacs.watch =
        step -> {
          if (step == StoreSteps.Step.DEFERRED) {
            pacs.freeBytes.set(0);
          }
        };
    JobOutcome.RetryLater later = (JobOutcome.RetryLater) run(placed, gateway.pacs());
    assertThat(later.reason()).contains("1 of 2 objects", "A700H");
    assertThat(gateway.ledger.entries(placed.caseId())).hasSize(1);
    watchesNoMore();
    assertThat(run(placed, gateway.pacs())).isEqualTo(JobOutcome.DONE);
    assertThat(gateway.ledger.entries(placed.caseId())).hasSize(2);
  }

  @Test
  void waitsForAnObjectThatIsNotInTheArchiveYet() throws Exception {
    assertThat(run(caseOf(List.of("2.25.404")), gateway.pacs()))
        .isInstanceOf(JobOutcome.RetryLater.class);
  }

  private static void assertRecorded(ConsultationCase placed, List<String> uids, String evidence) {
    List<LedgerEntry> entries = gateway.ledger.entries(placed.caseId());
    assertThat(entries)
        .extracting(LedgerEntry::sopInstanceUID)
        .containsExactlyInAnyOrderElementsOf(uids);
    assertThat(entries)
        .allSatisfy(entry -> {
          assertThat(entry.evidence()).isEqualTo(evidence);
          assertThat(entry.place()).isEqualTo(Place.PACS);
          assertThat(entry.siteId()).isEqualTo("a");
          assertThat(entry.fileDigest())
              .isEqualTo(
                  gateway.archive.instance(entry.sopInstanceUID()).orElseThrow().fileDigest());
        });
    assertThat(gateway.outbox.all())
        .extracting(JobView::job)
        .anyMatch(
            job -> job.kind() == JobKind.ADVANCE_CASE && job.subject().equals(placed.caseId()));
  }

  private static ConsultationCase caseOf(List<String> uids) {
    ConsultationCase placed = Orders.byAccession(gateway, "A1");
    List<CaseObject> objects = new ArrayList<>();
    for (String uid : uids) {
      objects.add(new CaseObject(placed.caseId(), uid, CaseObject.Kind.IMAGE));
    }
    gateway.database.commit(transaction -> gateway.cases.addObjects(transaction, objects));
    return placed;
  }

  private static JobOutcome run(ConsultationCase placed, ApplicationEntity pacs)
      throws IOException, InterruptedException {
    PacsDelivery.Rooms rooms =
        new PacsDelivery.Rooms(
            gateway.database, gateway.archive, gateway.cases, gateway.ledger, gateway.outbox);
    return new PacsDelivery(rooms, Optional.of(node(pacs)))
        .run(Orders.job(JobKind.STORE_TO_PACS, placed, 0));
  }

  private static PacsArchive node(ApplicationEntity pacs) {
    return new PacsArchive(
        gateway.requestor,
        new PacsArchive.Addresses(gateway.aeTitle(), pacs),
        gateway.outgoing,
        StorageCommitment.AUTO,
        gateway.commitmentResults);
  }

  private static ApplicationEntity orthanc() {
    return new ApplicationEntity(Orthanc.AE_TITLE, "127.0.0.1", orthanc.dicomPort());
  }

  private static ApplicationEntity nobody() throws IOException {
    return new ApplicationEntity("PACS_A", "127.0.0.1", Program.freePort());
  }

  private static Path imageIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".dcm")).findFirst().orElseThrow();
    }
  }
}
