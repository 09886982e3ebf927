package vn.lienvien.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.archive.StoreSteps;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.outbox.JobView;
import vn.lienvien.peer.GatewayAndPacs;
import vn.lienvien.peer.Node;
import vn.lienvien.peer.Orders;
import vn.lienvien.peer.Orthanc;
import vn.lienvien.peer.Program;
import vn.lienvien.peer.Slices;

/** FETCH_STUDY against this same program as PACS, and against Orthanc. */
final class StudyFetcherTest {
  @TempDir static Path directory;
  @AutoClose private static GatewayAndPacs stage;
  private static Orthanc orthanc;
  private static Node gateway;
  private static Node pacs;

  @BeforeAll
  static void open() throws Exception {
    stage =
        GatewayAndPacs.open(
            directory,
            """
            peers:
              - {aeTitle: GATEWAY_A, host: 127.0.0.1, port: %d, roles: [store, query, move]}
              - {aeTitle: UNKNOWN_HERE, host: 127.0.0.1, port: 1, roles: [query, move]}
            """);
    orthanc = stage.orthanc();
    gateway = stage.gateway();
    pacs = stage.pacs();
  }

  @AfterEach
  void watchesNoMore() {
    gateway.watch = StoreSteps.UNWATCHED;
  }

  @Test
  void fetchesByAccessionNumberAndRecordsTheStudyAsComplete() throws Exception {
    Slices study = new Slices("401");
    List<String> uids = new ArrayList<>(pacs.take(study, 1, 3));
    uids.addAll(pacs.take(study, 2, 2));
    ConsultationCase placed = Orders.byAccession(gateway, study.accessionNumber());
    assertThat(run(placed)).isEqualTo(JobOutcome.DONE);
    assertFetched(placed, study, uids);
  }

  @Test
  void fetchesByPatientAndDateWhereThereIsNoAccessionNumber() throws Exception {
    Slices study = new Slices("402");
    List<String> uids = pacs.take(study, 1, 2);
    pacs.take(
        new Slices("4029")
            .slice(1, 1)
            .set(Tag.PatientID, study.patientID())
            .set(Tag.StudyDate, "20251122"));
    ConsultationCase placed = Orders.byPatient(gateway, study.patientID());
    assertThat(run(placed)).isEqualTo(JobOutcome.DONE);
    assertFetched(placed, study, uids);
  }

  @Test
  void fetchesFromOrthanc() throws Exception {
    Slices study = new Slices("403");
    orthanc.take(study.write(directory.resolve("for-orthanc"), 1, 3));
    ConsultationCase placed = Orders.byAccession(gateway, study.accessionNumber());
    StudyFetcher fetcher =
        fetcher(new ApplicationEntity(Orthanc.AE_TITLE, "127.0.0.1", orthanc.dicomPort()));
    assertThat(fetcher.run(Orders.job(JobKind.FETCH_STUDY, placed, 0))).isEqualTo(JobOutcome.DONE);
    assertFetched(
        placed,
        study,
        List.of(
            study.sopInstanceUID(1, 1), study.sopInstanceUID(1, 2), study.sopInstanceUID(1, 3)));
    ConsultationCase unknown = Orders.byAccession(gateway, "ACC40?");
    assertThat(fetcher.run(Orders.job(JobKind.FETCH_STUDY, unknown, 0)))
        .isInstanceOf(JobOutcome.RetryLater.class);
  }

  @Test
  void saysAtTheCaseWhatIsMissingAndTriesAgain() throws Exception {
    ConsultationCase placed = Orders.byAccession(gateway, "ACC404");
    JobOutcome.RetryLater later = retryOf(run(placed));
    assertThat(later.reason())
        .isEqualTo("the PACS shows no study for the order's accession number");
    assertThat(later.delay()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(2));
    assertThat(now(placed).reason()).isEqualTo(later.reason()).doesNotContain("ACC404");
    int steps = gateway.cases.history(placed.caseId()).size();
    run(placed);
    assertThat(gateway.cases.history(placed.caseId())).as("said once").hasSize(steps);
    JobOutcome.RetryLater patient =
        retryOf(fetcher(gateway.pacs()).run(Orders.job(JobKind.FETCH_STUDY, placed, 100)));
    assertThat(patient.delay()).isGreaterThan(later.delay());

    Slices made = new Slices("404");
    pacs.take(made, 1, 1);
    assertThat(run(placed)).isEqualTo(JobOutcome.DONE);
  }

  @Test
  void aWildcardInAnAccessionNumberFetchesNobodysStudy() throws Exception {
    pacs.take(new Slices("4051"), 1, 1);
    ConsultationCase placed = Orders.byAccession(gateway, "ACC405*");
    assertThat(run(placed)).isInstanceOf(JobOutcome.RetryLater.class);
    assertThat(gateway.archive.instances(new Slices("4051").studyInstanceUID())).isEmpty();
  }

  @Test
  void leavesItToAPersonWhichOfSeveralStudiesIsMeant() throws Exception {
    pacs.take(new Slices("4061").slice(1, 1).set(Tag.AccessionNumber, "ACC406"));
    pacs.take(new Slices("4062").slice(1, 1).set(Tag.AccessionNumber, "ACC406"));
    ConsultationCase placed = Orders.byAccession(gateway, "ACC406");
    assertThat(run(placed))
        .isEqualTo(
            new JobOutcome.GaveUp(
                "the PACS shows 2 studies for the order's accession number: pick one on the page of"
                    + " the case"));
    String picked = new Slices("4062").studyInstanceUID();
    ConsultationCase seen = gateway.cases.find(placed.caseId()).orElseThrow();
    gateway.database.commit(transaction -> gateway.cases.chooseStudy(transaction, seen, picked));
    assertThat(run(now(placed))).isEqualTo(JobOutcome.DONE);
    assertThat(now(placed).studyInstanceUID()).isEqualTo(picked);
    assertThat(gateway.archive.instances(new Slices("4061").studyInstanceUID())).isEmpty();
  }

  @Test
  void aStudyOfAnotherPatientIsLeftToAPersonEvenIfTheAccessionNumberMatches() throws Exception {
    Slices study = new Slices("415");
    pacs.take(study.slice(1, 1).set(Tag.PatientName, "Trần^Thị^Mai"));
    JobOutcome outcome = run(Orders.byAccession(gateway, study.accessionNumber()));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            JobOutcome.GaveUp.class,
            gaveUp ->
                assertThat(gaveUp.reason())
                    .contains("under another patient than the order's")
                    .doesNotContain("Mai"));
    assertThat(gateway.archive.instances(study.studyInstanceUID())).isEmpty();
  }

  @Test
  void theSamePatientMayHaveAnotherNumberAtThePacsOrAnotherSpelling() throws Exception {
    Slices otherNumber = new Slices("416");
    pacs.take(otherNumber.slice(1, 1).set(Tag.PatientName, "NGUYEN VAN DUC"));
    assertThat(run(Orders.byAccession(gateway, otherNumber.accessionNumber())))
        .isEqualTo(JobOutcome.DONE);
    Slices otherName = new Slices("417");
    pacs.take(otherName.slice(1, 1).set(Tag.PatientName, "NV DUC"));
    assertThat(run(Orders.byUID(gateway, otherName))).isEqualTo(JobOutcome.DONE);
  }

  @Test
  void anOrderThatNamesItsStudyByUidWaitsUntilThePacsShowsIt() throws Exception {
    Slices study = new Slices("418");
    ConsultationCase placed = Orders.byUID(gateway, study);
    assertThat(retryOf(run(placed)).reason())
        .isEqualTo("the PACS shows no study for the order's Study Instance UID");
    List<String> uids = pacs.take(study, 1, 2);
    assertThat(run(placed)).isEqualTo(JobOutcome.DONE);
    assertFetched(placed, study, uids);
  }

  @Test
  void movesOnlyWhatIsNotHere() throws Exception {
    Slices study = new Slices("407");
    List<String> uids = new ArrayList<>(pacs.take(study, 1, 4));
    uids.addAll(pacs.take(study, 2, 3));
    ConsultationCase first = Orders.byAccession(gateway, study.accessionNumber());
    int before = gateway.arrivals.get();
    assertThat(run(first)).isEqualTo(JobOutcome.DONE);
    assertThat(gateway.arrivals.get() - before).isEqualTo(7);

    gateway.forget(study.sopInstanceUID(1, 2));
    gateway.forget(study.sopInstanceUID(2, 3));
    before = gateway.arrivals.get();
    ConsultationCase second = Orders.byAccession(gateway, study.accessionNumber());
    assertThat(run(second)).isEqualTo(JobOutcome.DONE);
    assertThat(gateway.arrivals.get() - before).as("objects sent by the PACS").isEqualTo(2);
    assertFetched(second, study, uids);

    before = gateway.arrivals.get();
    assertThat(run(Orders.byAccession(gateway, study.accessionNumber())))
        .isEqualTo(JobOutcome.DONE);
    assertThat(gateway.arrivals.get() - before).isZero();
  }

  @Test
  void whatArrivesAtThePacsDuringTheMoveBelongsToTheStudyToo() throws Exception {
    Slices study = new Slices("408");
    List<String> uids = new ArrayList<>(pacs.take(study, 1, 2));
    uids.add(study.sopInstanceUID(1, 3));
    AtomicBoolean once = new AtomicBoolean();
    gateway.watch =
        step -> {
          if (once.compareAndSet(false, true)) {
            pacs.take(study.slice(1, 3));
          }
        };
    ConsultationCase placed = Orders.byAccession(gateway, study.accessionNumber());
    JobOutcome.RetryLater partly = retryOf(run(placed));
    assertThat(partly.delay()).isZero();
    assertThat(partly.reason()).isEqualTo("2 of 3 instances here");
    assertThat(gateway.cases.isFetchComplete(placed.caseId())).isFalse();
    assertThat(run(placed)).isEqualTo(JobOutcome.DONE);
    assertFetched(placed, study, uids);
  }

  @Test
  void aPacsThatIsDownIsAskedAgainAndTheCaseSaysSo() throws Exception {
    ConsultationCase placed = Orders.byAccession(gateway, "ACC409");
    ApplicationEntity down = new ApplicationEntity("PACS_A", "127.0.0.1", Program.freePort());
    JobOutcome.RetryLater later =
        retryOf(fetcher(down).run(Orders.job(JobKind.FETCH_STUDY, placed, 0)));
    assertThat(later.reason()).contains("the PACS cannot be asked", "check host, port, firewall");
    assertThat(now(placed).reason()).isEqualTo(later.reason());
  }

  @Test
  void aPacsThatDoesNotKnowOurAddressIsNamedAsTheReason() throws Exception {
    Slices study = new Slices("410");
    pacs.take(study, 1, 1);
    ConsultationCase placed = Orders.byAccession(gateway, study.accessionNumber());
    PacsNode asStranger =
        new PacsNode(gateway.requestor, "UNKNOWN_HERE", gateway.pacs(), Duration.ZERO);
    StudyFetcher fetcher = new StudyFetcher(rooms(Optional.of(asStranger)));
    JobOutcome.RetryLater later = retryOf(fetcher.run(Orders.job(JobKind.FETCH_STUDY, placed, 0)));
    assertThat(later.reason())
        .contains("1 instances did not arrive by C-MOVE", "A702H", "knows our AE title");
    assertThat(now(placed).reason()).isEqualTo(later.reason());
  }

  @Test
  void aDestinationThatOrthancDoesNotKnowIsNamedAsTheReason() throws Exception {
    Slices study = new Slices("411");
    orthanc.take(study.write(directory.resolve("for-nobody"), 1, 1));
    ConsultationCase placed = Orders.byAccession(gateway, study.accessionNumber());
    PacsNode asStranger =
        new PacsNode(
            gateway.requestor,
            "NOT_IN_ITS_LIST",
            new ApplicationEntity(Orthanc.AE_TITLE, "127.0.0.1", orthanc.dicomPort()),
            Duration.ZERO);
    StudyFetcher fetcher = new StudyFetcher(rooms(Optional.of(asStranger)));
    assertThat(retryOf(fetcher.run(Orders.job(JobKind.FETCH_STUDY, placed, 0))).reason())
        .contains("did not arrive by C-MOVE", "which the PACS answered with");
  }

  @Test
  void aPushedStudyThatNoPacsShowsIsWhatHasCome() throws Exception {
    Slices study = new Slices("412");
    List<String> uids = gateway.take(study, 1, 2);
    ConsultationCase placed = Orders.pushed(gateway, study);
    assertThat(run(placed)).isEqualTo(JobOutcome.DONE);
    assertFetched(placed, study, uids);
  }

  @Test
  void withoutAPacsOnlyAPushedStudyCanBeHad() throws Exception {
    StudyFetcher alone = new StudyFetcher(rooms(Optional.empty()));
    ConsultationCase placed = Orders.byAccession(gateway, "ACC413");
    assertThat(alone.run(Orders.job(JobKind.FETCH_STUDY, placed, 0)))
        .isEqualTo(new JobOutcome.GaveUp("no PACS is configured: set dicom.pacs"));
  }

  @Test
  void aStudyThatVanishesWhileItIsMovedIsNotComplete() throws Exception {
    Slices study = new Slices("414");
    pacs.take(study, 1, 2);
    AtomicBoolean once = new AtomicBoolean();
    gateway.watch =
        step -> {
          if (step == StoreSteps.Step.READ && once.compareAndSet(false, true)) {
            pacs.forget(study.sopInstanceUID(1, 1));
          }
        };
    ConsultationCase placed = Orders.picked(gateway, study);
    assertThat(retryOf(run(placed)).reason())
        .isEqualTo("the PACS shows fewer instances of the study than just before");
    assertThat(gateway.cases.isFetchComplete(placed.caseId())).isFalse();
  }

  @Test
  void aStudyThatStillGrowsIsNotCompleteUntilItHasBeenTheSameForTheQuietTime() throws Exception {
    Slices study = new Slices("419");
    List<String> uids = new ArrayList<>(pacs.take(study, 1, 2));
    ConsultationCase placed = Orders.byAccession(gateway, study.accessionNumber());
    StudyFetcher patient = fetcher(gateway.pacs(), Duration.ofHours(1));
    JobOutcome.RetryLater waiting =
        retryOf(patient.run(Orders.job(JobKind.FETCH_STUDY, placed, 0)));
    assertThat(waiting.reason())
        .isEqualTo("2 instances are here; waiting whether more reach the PACS");
    assertThat(waiting.delay()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    Instant since = gateway.cases.expectedSince(placed.caseId()).orElseThrow();
    patient.run(Orders.job(JobKind.FETCH_STUDY, placed, 1));
    assertThat(gateway.cases.expectedSince(placed.caseId())).as("nothing new").contains(since);

    uids.addAll(pacs.take(study, 2, 3));
    patient.run(Orders.job(JobKind.FETCH_STUDY, placed, 2));
    assertThat(gateway.cases.expectedSince(placed.caseId()).orElseThrow()).isAfter(since);
    assertThat(gateway.cases.isFetchComplete(placed.caseId())).isFalse();
    assertThat(run(placed)).isEqualTo(JobOutcome.DONE);
    assertFetched(placed, study, uids);
  }

  @Test
  void aCopyFromBeforeThePacsCorrectedThePatientIsNotSent() throws Exception {
    Slices study = new Slices("420");
    gateway.take(
        study
            .slice(1, 1)
            .set(Tag.PatientID, "WRONG")
            .set(Tag.PatientName, "Trần^Thị^Mai")
            .set(Tag.PatientBirthDate, "19800101"));
    pacs.take(study, 1, 2);
    ConsultationCase placed = Orders.byAccession(gateway, study.accessionNumber());
    assertThat(run(placed))
        .isInstanceOfSatisfying(
            JobOutcome.GaveUp.class,
            gaveUp ->
                assertThat(gaveUp.reason())
                    .startsWith("1 of 2 images that are here carry another patient"));
    assertThat(gateway.cases.isFetchComplete(placed.caseId())).isFalse();
  }

  @Test
  void aPickedStudyOfAnotherPatientIsLeftToAPersonToo() throws Exception {
    Slices study = new Slices("421");
    pacs.take(study.slice(1, 1).set(Tag.PatientID, "OTHER").set(Tag.PatientName, "Trần^Thị^Mai"));
    assertThat(run(Orders.picked(gateway, study))).isInstanceOf(JobOutcome.GaveUp.class);
  }

  private static void assertFetched(ConsultationCase placed, Slices study, List<String> uids) {
    String caseId = placed.caseId();
    assertThat(gateway.archive.missing(uids)).isEmpty();
    assertThat(gateway.cases.isFetchComplete(caseId)).isTrue();
    assertThat(gateway.cases.expected(caseId)).containsExactlyInAnyOrderElementsOf(uids);
    assertThat(gateway.cases.objects(caseId))
        .allMatch(object -> object.kind() == CaseObject.Kind.IMAGE)
        .extracting(CaseObject::sopInstanceUID)
        .containsExactlyInAnyOrderElementsOf(uids);
    assertThat(now(placed).studyInstanceUID()).isEqualTo(study.studyInstanceUID());
    assertThat(gateway.outbox.all())
        .extracting(JobView::job)
        .anyMatch(job -> job.kind() == JobKind.ADVANCE_CASE && job.subject().equals(caseId));
  }

  private static ConsultationCase now(ConsultationCase placed) {
    return gateway.cases.find(placed.caseId()).orElseThrow();
  }

  private static JobOutcome run(ConsultationCase placed) throws IOException {
    return fetcher(gateway.pacs()).run(Orders.job(JobKind.FETCH_STUDY, placed, 0));
  }

  private static StudyFetcher fetcher(ApplicationEntity pacs) {
    return fetcher(pacs, Duration.ZERO);
  }

  private static StudyFetcher fetcher(ApplicationEntity pacs, Duration quiet) {
    return new StudyFetcher(
        rooms(Optional.of(new PacsNode(gateway.requestor, gateway.aeTitle(), pacs, quiet))));
  }

  private static PullRooms rooms(Optional<PacsNode> node) {
    return new PullRooms(gateway.database, gateway.archive, gateway.cases, gateway.outbox, node);
  }

  private static JobOutcome.RetryLater retryOf(JobOutcome outcome) {
    assertThat(outcome).isInstanceOf(JobOutcome.RetryLater.class);
    return (JobOutcome.RetryLater) outcome;
  }
}
