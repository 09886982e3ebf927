package vn.lienvien.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.peer.Node;
import vn.lienvien.peer.Orders;
import vn.lienvien.peer.Program;
import vn.lienvien.peer.Slices;

/** WATCH_STUDY against this same program as PACS. */
final class StudyWatchTest {
  @TempDir Path directory;
  private Node gateway;
  private Node pacs;
  private StudyWatch watch;

  @BeforeEach
  void open() throws Exception {
    int gatewayPort = Program.freePort();
    int pacsPort = Program.freePort();
    gateway =
        new Node(
            directory.resolve("gateway"),
            "GATEWAY_A",
            gatewayPort,
            "pacs: {aeTitle: PACS_A, host: 127.0.0.1, port: %d}".formatted(pacsPort));
    pacs =
        new Node(
            directory.resolve("pacs"),
            "PACS_A",
            pacsPort,
            """
            peers:
              - {aeTitle: GATEWAY_A, host: 127.0.0.1, port: %d, roles: [store, query, move]}
            """
                .formatted(gatewayPort));
    watch = new StudyWatch(rooms(gateway.pacs()));
  }

  @AfterEach
  void close() throws Exception {
    gateway.close();
    pacs.close();
  }

  @Test
  void whatThePacsShowsLaterJoinsTheCaseOnce() throws Exception {
    Slices study = new Slices("701");
    ConsultationCase sent = sent(study, pacs.take(study, 1, 2));
    assertThat(retryOf(sent, 0))
        .isEqualTo(new JobOutcome.RetryLater(StudyWatch.FIRST, "nothing new"));

    List<String> late = pacs.take(study, 2, 3);
    assertThat(retryOf(sent, 1).reason()).isEqualTo("3 images joined the case");
    assertThat(uids(sent)).hasSize(5).containsAll(late);
    assertThat(gateway.cases.expected(sent.caseId())).hasSize(5);
    assertThat(now(sent).reason()).isEqualTo("3 more images of the study have come");
    assertThat(gateway.outbox.all()).anyMatch(view -> view.job().kind() == JobKind.PREPARE_IMAGES);
    assertThat(retryOf(sent, 1).reason()).isEqualTo("nothing new");
  }

  @Test
  void looksEverMoreSeldomAndNoMoreOnceTheResultIsHere() throws Exception {
    Slices study = new Slices("702");
    ConsultationCase sent = sent(study, pacs.take(study, 1, 1));
    assertThat(retryOf(sent, 3).delay()).isEqualTo(StudyWatch.FIRST.multipliedBy(8));
    assertThat(retryOf(sent, 90).delay()).isLessThan(Duration.ofHours(1));
    pacs.take(study, 2, 1);
    gateway.database.commit(transaction ->
        gateway.cases.update(transaction, now(sent).in(CaseState.RETURNING, "result")));
    assertThat(run(sent, 4)).isEqualTo(JobOutcome.DONE);
    assertThat(uids(sent)).hasSize(1);
  }

  @Test
  void anotherPatientsImageJoinsNothing() throws Exception {
    Slices study = new Slices("703");
    ConsultationCase sent = sent(study, pacs.take(study, 1, 1));
    pacs.take(study.slice(2, 1).set(Tag.PatientID, "OTHER").set(Tag.PatientName, "Trần^Thị^Mai"));
    assertThat(retryOf(sent, 0).reason()).startsWith("1 of 1 images that are here carry another");
    assertThat(uids(sent)).hasSize(1);
  }

  @Test
  void aPacsThatIsDownIsAskedTheNextTime() throws Exception {
    Slices study = new Slices("704");
    ConsultationCase sent = sent(study, pacs.take(study, 1, 1));
    watch = new StudyWatch(rooms(new ApplicationEntity("PACS_A", "127.0.0.1", Program.freePort())));
    assertThat(retryOf(sent, 0).reason()).startsWith("the PACS cannot be asked");
    assertThat(now(sent).state()).isEqualTo(CaseState.AWAITING_RESULT);
  }

  /** A case whose study has been fetched and sent. */
  private ConsultationCase sent(Slices study, List<String> uids) throws Exception {
    ConsultationCase placed = Orders.byAccession(gateway, study.accessionNumber());
    new StudyFetcher(rooms(gateway.pacs())).run(Orders.job(JobKind.FETCH_STUDY, placed, 0));
    assertThat(uids(placed)).containsExactlyInAnyOrderElementsOf(uids);
    gateway.database.commit(transaction ->
        gateway.cases.update(transaction, now(placed).in(CaseState.AWAITING_RESULT, "sent")));
    return now(placed);
  }

  private PullRooms rooms(ApplicationEntity at) {
    return new PullRooms(
        gateway.database,
        gateway.archive,
        gateway.cases,
        gateway.outbox,
        Optional.of(new PacsNode(gateway.requestor, gateway.aeTitle(), at, Duration.ZERO)));
  }

  private List<String> uids(ConsultationCase consultation) {
    return new ArrayList<>(
        gateway.cases.objects(consultation.caseId()).stream()
            .map(CaseObject::sopInstanceUID)
            .toList());
  }

  private ConsultationCase now(ConsultationCase consultation) {
    return gateway.cases.find(consultation.caseId()).orElseThrow();
  }

  private JobOutcome run(ConsultationCase consultation, int attempts) throws Exception {
    return watch.run(Orders.job(JobKind.WATCH_STUDY, consultation, attempts));
  }

  private JobOutcome.RetryLater retryOf(ConsultationCase consultation, int attempts)
      throws Exception {
    return (JobOutcome.RetryLater) run(consultation, attempts);
  }
}
