package vn.lienvien.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.database.Database;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Priority;
import vn.lienvien.peer.Consultations;

final class CasesTest {
  @TempDir Path directory;
  private Database database;
  private Cases cases;

  @BeforeEach
  void open() {
    database = Database.open(directory, Clock.fixed(Consultations.NOW, ZoneOffset.UTC));
    cases = new Cases(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void readsBackWhatWasInsertedWithItsFirstStep() {
    ConsultationCase stored = insert("c1", "Nguyễn Văn Đức", Priority.STAT);
    assertThat(cases.find("c1")).contains(stored);
    assertThat(stored.order())
        .isEqualTo(Consultations.named("c1", "Nguyễn Văn Đức", Priority.STAT).order());
    assertThat(stored.revision()).isEqualTo(1);
    assertThat(cases.history("c1"))
        .containsExactly(new CaseStep(Consultations.NOW, CaseState.REQUESTED, "placed"));
    assertThat(cases.find("other")).isEmpty();
  }

  @Test
  void movesACaseOnceAndRefusesWhoSawAnOlderRevision() {
    ConsultationCase seen = insert("c1", "A", Priority.ROUTINE);
    ConsultationCase moved = move(seen.in(CaseState.FETCHING, "study found").withStudy("1.2.3"));
    assertThat(moved.revision()).isEqualTo(2);
    assertThat(cases.byStudy("1.2.3")).containsExactly(moved);
    assertThatThrownBy(() -> move(seen.in(CaseState.CLOSED, "")))
        .isInstanceOf(CaseChangedException.class);
    assertThat(cases.history("c1"))
        .extracting(CaseStep::state)
        .containsExactly(CaseState.REQUESTED, CaseState.FETCHING);
  }

  @Test
  void listsOpenCasesByPriorityAndFindsNamesWithoutTheirMarks() {
    insert("c1", "Nguyễn Văn Đức", Priority.ROUTINE);
    insert("c2", "Trần Thị Bưởi", Priority.STAT);
    move(insert("c3", "Đặng Đình Đức", Priority.STAT).in(CaseState.CLOSED, "done"));
    assertThat(ids(CaseFilter.ALL)).containsExactly("c2", "c1", "c3");
    CasePage found = cases.list(searching("duc"));
    assertThat(found.cases())
        .extracting(c -> c.consultation().caseId())
        .containsExactly("c1", "c3");
    assertThat(found.counts()).isEqualTo(Map.of(CaseState.REQUESTED, 1L, CaseState.CLOSED, 1L));
    CasePage open = cases.list(searching("ĐỨC").in(CaseState.REQUESTED));
    assertThat(open.total()).isEqualTo(1);
    assertThat(open.counts()).isEqualTo(found.counts());
    assertThat(ids(searching("acc-c2"))).containsExactly("c2");
    assertThat(ids(searching("100%"))).isEmpty();
  }

  @Test
  void pagesThroughALongList() {
    for (int i = 0; i < 25; i++) {
      insert("c%02d".formatted(i), "A", Priority.ROUTINE);
    }
    CaseFilter all = CaseFilter.ALL;
    CaseFilter third =
        new CaseFilter(
            all.role(), all.states(), all.priority(), "", all.details(), all.order(), 10, 20);
    assertThat(ids(third)).containsExactly("c20", "c21", "c22", "c23", "c24");
    assertThat(cases.list(third).total()).isEqualTo(25);
  }

  @Test
  void keepsTheFactsOfACaseAndTheirFirstTime() {
    insert("c1", "A", Priority.ROUTINE);
    Instant when = Consultations.NOW.plusSeconds(5);
    database.commit(tx -> {
      cases.expect(tx, "c1", List.of("1.1", "1.2"));
      cases.expect(tx, "c1", List.of("1.2", "1.3"));
      cases.addObjects(tx, List.of(new CaseObject("c1", "1.2", CaseObject.Kind.IMAGE)));
      cases.addObjects(tx, List.of(new CaseObject("c1", "1.2", CaseObject.Kind.RESULT_SR)));
      cases.hisAcknowledged(tx, "c1", "M1", when);
      cases.hisAcknowledged(tx, "c1", "M2", when.plusSeconds(1));
    });
    assertThat(cases.expected("c1")).containsExactly("1.2", "1.3");
    assertThat(cases.objects("c1"))
        .containsExactly(new CaseObject("c1", "1.2", CaseObject.Kind.IMAGE));
    assertThat(cases.hisAcknowledgedAt("c1")).contains(when);
    assertThat(cases.isFetchComplete("c1")).isFalse();
    database.commit(tx -> cases.fetchCompleted(tx, "c1"));
    assertThat(cases.isFetchComplete("c1")).isTrue();
  }

  @Test
  void remembersWhichMessageMadeWhichCase() {
    database.commit(tx -> cases.rememberMessage(tx, new PlacedMessage("M1", "d1", "c1")));
    assertThat(cases.caseOfMessage("M1")).contains("c1");
    assertThat(cases.placedMessage("M1")).contains(new PlacedMessage("M1", "d1", "c1"));
    assertThat(cases.placedMessage("M2")).isEmpty();
  }

  private ConsultationCase insert(String caseId, String patientName, Priority priority) {
    ConsultationCase consultation = Consultations.named(caseId, patientName, priority);
    return database.transact(tx -> cases.insert(tx, consultation));
  }

  private ConsultationCase move(ConsultationCase seen) {
    return database.transact(tx -> cases.update(tx, seen));
  }

  private List<String> ids(CaseFilter filter) {
    return cases.list(filter).cases().stream().map(c -> c.consultation().caseId()).toList();
  }

  private static CaseFilter searching(String text) {
    CaseFilter all = CaseFilter.ALL;
    return new CaseFilter(
        all.role(),
        all.states(),
        all.priority(),
        text,
        all.details(),
        all.order(),
        all.limit(),
        all.offset());
  }
}
