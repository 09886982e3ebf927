package vn.lienvien.consult;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.config.Deadlines;
import vn.lienvien.config.RoutingRule;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Forward;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.model.Order;
import vn.lienvien.model.OrderMessage;
import vn.lienvien.model.OrderSource;
import vn.lienvien.model.PlacementOutcome;
import vn.lienvien.model.Priority;
import vn.lienvien.security.SitePki;

class IntakeTest {
  @TempDir Path directory;
  private SiteUnderTest site;

  @BeforeEach
  void open() throws IOException {
    SitePki.open(directory, Clock.systemUTC()).provideSite(directory, "a");
    site = new SiteUnderTest(Samples.A, directory, new Random(1), List.of(Samples.B));
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void commitsCaseMessageAndFirstStepTogether() {
    String caseId = placed(site.intake.place(Samples.order(), new OrderMessage("HIS|A", "d1")));
    ConsultationCase consultation = site.theCase(caseId);
    assertThat(consultation.state()).isEqualTo(CaseState.REQUESTED);
    assertThat(consultation.consultingSite()).isEqualTo(Samples.B);
    assertThat(Duration.between(consultation.createdAt(), consultation.deadline()))
        .isEqualTo(Deadlines.DEFAULT.stat());
    assertThat(site.hasJob(JobKind.ADVANCE_CASE, caseId)).isTrue();
  }

  @Test
  void takesARepeatedMessageForTheSameCaseAndAChangedOneForAContradiction() {
    String caseId = placed(site.intake.place(Samples.order(), new OrderMessage("HIS|A", "d1")));
    assertThat(site.intake.place(Samples.order(), new OrderMessage("HIS|A", "d1")))
        .isEqualTo(new PlacementOutcome.AlreadyPlaced(caseId));
    assertThat(site.intake.place(Samples.order(), new OrderMessage("HIS|A", "d2")))
        .isInstanceOf(PlacementOutcome.Contradicts.class);
  }

  @Test
  void aControlIdIsUniqueAtItsSenderOnly() {
    String caseId = placed(site.intake.place(Samples.order(), new OrderMessage("HIS|A", "d1")));
    assertThat(placed(site.intake.place(Samples.order(), new OrderMessage("RIS|A", "d2"))))
        .isNotEqualTo(caseId);
    OrderMessage longest = new OrderMessage("H".repeat(227), "d3");
    placed(site.intake.place(Samples.order(), longest));
    assertThat(site.intake.place(Samples.order(), longest))
        .isInstanceOf(PlacementOutcome.AlreadyPlaced.class);
  }

  @Test
  void aSecondClickIsTheSameCaseUntilThatIsClosed() {
    Order question = order(OrderSource.WEB, "1.2.3", "BN1", "");
    String caseId = placed(site.intake.place(question, OrderMessage.NONE));
    assertThat(site.intake.place(question, OrderMessage.NONE))
        .isEqualTo(new PlacementOutcome.AlreadyPlaced(caseId));
    Order another = order(OrderSource.WEB, "1.2.3", "BN1", "ACC-2");
    assertThat(placed(site.intake.place(another, OrderMessage.NONE))).isNotEqualTo(caseId);
    site.database.commit(tx ->
        site.rooms.cases().update(tx, site.theCase(caseId).in(CaseState.CLOSED, "both hold it")));
    assertThat(placed(site.intake.place(question, OrderMessage.NONE))).isNotEqualTo(caseId);
  }

  @Test
  void namesTheFieldThatAnOrderLacks() {
    assertThat(site.intake.place(order(OrderSource.WEB, "", "BN1", ""), OrderMessage.NONE))
        .isInstanceOfSatisfying(
            PlacementOutcome.Invalid.class, i -> assertThat(i.field()).isEqualTo("OBR-18"));
    assertThat(site.intake.place(order(OrderSource.WEB, "1.2.3", "", ""), OrderMessage.NONE))
        .isInstanceOfSatisfying(
            PlacementOutcome.Invalid.class, i -> assertThat(i.field()).isEqualTo("PID-3.1"));
    assertThat(site.intake.place(order(OrderSource.WEB, "1.02.3", "BN1", ""), OrderMessage.NONE))
        .isInstanceOfSatisfying(
            PlacementOutcome.Invalid.class, i -> assertThat(i.field()).isEqualTo("ZDS-1"));
    assertThat(
            site.intake.place(
                order(OrderSource.WEB, "1.2.3", "BN1", "A".repeat(17)), OrderMessage.NONE))
        .isInstanceOfSatisfying(
            PlacementOutcome.Invalid.class, i -> assertThat(i.field()).isEqualTo("OBR-18"));
    assertThat(site.intake.place(Samples.order(), new OrderMessage("HIS|A", "d1"), "nobody"))
        .isInstanceOf(PlacementOutcome.Invalid.class);
  }

  @Test
  void makesOneCaseOfAPushedStudyOnceItIsQuiet() {
    site.receiveImages(3);
    StudyRouting early = routing("CT01", Clock.systemUTC());
    assertThat(early.run(job())).isInstanceOf(JobOutcome.RetryLater.class);
    Clock later = Clock.fixed(Instant.now().plusSeconds(60), ZoneOffset.UTC);
    assertThat(routing("CT01", later).run(job())).isEqualTo(JobOutcome.DONE);
    assertThat(routing("CT01", later).run(job())).isEqualTo(JobOutcome.DONE);
    List<ConsultationCase> cases = site.rooms.cases().byStudy(SiteUnderTest.STUDY);
    assertThat(cases).hasSize(1);
    assertThat(cases.getFirst().order().source()).isEqualTo(OrderSource.PUSH);
    assertThat(cases.getFirst().order().patientName()).isEqualTo("Nguyễn Thị Hồng Đào");
    site.advance(cases.getFirst().caseId());
    assertThat(site.theCase(cases.getFirst().caseId()).state()).isEqualTo(CaseState.FETCHING);
    assertThat(site.rooms.outbox().all())
        .anyMatch(view -> view.job().kind() == JobKind.FETCH_STUDY);
  }

  @Test
  void aPushedStudyIsRoutedThoughSomeOfItCameByAnotherWayBefore() {
    List<String> uids = site.receiveImages(3);
    site.archive.cameFrom(uids.getFirst(), "PACS_A");
    Clock later = Clock.fixed(Instant.now().plusSeconds(60), ZoneOffset.UTC);
    assertThat(routing("CT01", later).preview(SiteUnderTest.STUDY).sender()).isEqualTo("CT01");
    assertThat(routing("CT01", later).run(job())).isEqualTo(JobOutcome.DONE);
    assertThat(site.rooms.cases().byStudy(SiteUnderTest.STUDY)).hasSize(1);
  }

  @Test
  void aPushedStudyGoesToTheDestinationOfItsRuleAndMakesNoCase() {
    site.receiveImages(2);
    Clock later = Clock.fixed(Instant.now().plusSeconds(60), ZoneOffset.UTC);
    RoutingRule rule = new RoutingRule("CT01", Priority.URGENT, "", "tinh", Duration.ofSeconds(30));
    StudyRouting routing =
        new StudyRouting(site.archive, site.intake, List.of(rule), site.rooms.outbox(), later);
    assertThat(routing.run(job())).isEqualTo(JobOutcome.DONE);
    assertThat(site.rooms.cases().byStudy(SiteUnderTest.STUDY)).isEmpty();
    Job sending = site.rooms.outbox().all().getFirst().job();
    assertThat(sending.kind()).isEqualTo(JobKind.SEND_STUDY);
    assertThat(sending.priority()).isEqualTo(Priority.URGENT);
    assertThat(Forward.of(sending.subject())).isEqualTo(new Forward("tinh", SiteUnderTest.STUDY));
  }

  @Test
  void leavesAStudyAloneThatNoRuleIsFor() {
    site.receiveImages(1);
    Clock later = Clock.fixed(Instant.now().plusSeconds(60), ZoneOffset.UTC);
    assertThat(routing("OTHER", later).run(job())).isEqualTo(JobOutcome.DONE);
    assertThat(site.rooms.cases().byStudy(SiteUnderTest.STUDY)).isEmpty();
  }

  @Test
  void letsNobodyReadACaseThatIsNotReadHere() {
    String caseId = placed(site.intake.place(Samples.order(), new OrderMessage("HIS|A", "d1")));
    Reading.Text text = new Reading.Text("m", "k", "", "bs", "BS", 0);
    assertThat(site.reading.sign(caseId, text)).isEqualTo(new Reading.Outcome.NoSuchCase());
    Reading.Text empty = new Reading.Text("m", " ", "", "bs", "BS", 0);
    assertThat(site.reading.sign(caseId, empty)).isInstanceOf(Reading.Outcome.Invalid.class);
  }

  private StudyRouting routing(String fromAETitle, Clock clock) {
    RoutingRule rule =
        new RoutingRule(fromAETitle, Priority.URGENT, "b", "", Duration.ofSeconds(30));
    return new StudyRouting(site.archive, site.intake, List.of(rule), site.rooms.outbox(), clock);
  }

  private static Job job() {
    return new Job(1, JobKind.ROUTE_STUDY, SiteUnderTest.STUDY, Priority.ROUTINE, 0, Instant.EPOCH);
  }

  private static String placed(PlacementOutcome outcome) {
    return ((PlacementOutcome.Placed) outcome).caseId();
  }

  private static Order order(
      OrderSource source, String studyInstanceUID, String patientID, String accessionNumber) {
    return new Order(
        source,
        "",
        "",
        accessionNumber,
        studyInstanceUID,
        patientID,
        "",
        "Nguyễn Văn An",
        Optional.empty(),
        "M",
        "",
        "",
        "",
        "",
        Optional.empty(),
        Priority.ROUTINE);
  }
}
