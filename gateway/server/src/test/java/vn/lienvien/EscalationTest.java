package vn.lienvien;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.outbox.JobHandler;
import vn.lienvien.peer.Node;
import vn.lienvien.peer.Orders;

final class EscalationTest {
  private static final JobOutcome GAVE_UP = new JobOutcome.GaveUp("pick one in the web page");

  @TempDir Path directory;

  @Test
  void workThatGaveUpMakesTheCaseAskForAPersonUnlessItIsClosed() throws Exception {
    try (Node node = new Node(directory, "GATEWAY", 0, "")) {
      ConsultationCase open = Orders.byAccession(node, "A1");
      ConsultationCase closed = Orders.byAccession(node, "A2");
      node.database.commit(transaction -> {
        node.cases.update(transaction, closed.in(CaseState.CLOSED, "both ends hold it"));
      });
      JobHandler handler = new Escalation(node.database, node.cases).around(job -> GAVE_UP);
      for (ConsultationCase one : new ConsultationCase[] {open, closed}) {
        Job job = Orders.job(JobKind.FETCH_STUDY, one, 0);
        assertThat(handler.run(job)).isEqualTo(GAVE_UP);
      }
      ConsultationCase asking = node.cases.find(open.caseId()).orElseThrow();
      assertThat(asking.state()).isEqualTo(CaseState.NEEDS_ATTENTION);
      assertThat(asking.reason()).isEqualTo("pick one in the web page");
      assertThat(node.cases.find(closed.caseId()).orElseThrow().state())
          .isEqualTo(CaseState.CLOSED);
    }
  }

  @Test
  void aPacsThatTakesNothingKeepsNoCaseOffTheReadingList() throws Exception {
    try (Node node = new Node(directory, "GATEWAY", 0, "")) {
      ConsultationCase placed = Orders.byAccession(node, "A1");
      node.database.commit(transaction -> {
        node.cases.update(transaction, placed.in(CaseState.READABLE, "the study is here"));
      });
      JobHandler handler = new Escalation(node.database, node.cases).around(job -> GAVE_UP);
      assertThat(handler.run(Orders.job(JobKind.STORE_TO_PACS, placed, 0))).isEqualTo(GAVE_UP);
      assertThat(node.cases.find(placed.caseId()).orElseThrow().state())
          .isEqualTo(CaseState.READABLE);
    }
  }

  @Test
  void workThatGoesOnLeavesTheCaseAlone() throws Exception {
    try (Node node = new Node(directory, "GATEWAY", 0, "")) {
      ConsultationCase open = Orders.byAccession(node, "A1");
      JobHandler handler = new Escalation(node.database, node.cases).around(job -> JobOutcome.DONE);
      assertThat(handler.run(Orders.job(JobKind.FETCH_STUDY, open, 0))).isEqualTo(JobOutcome.DONE);
      assertThat(node.cases.find(open.caseId())).contains(open);
    }
  }
}
