package vn.lienvien.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.archive.Cases;
import vn.lienvien.archive.Results;
import vn.lienvien.config.Hl7Settings;
import vn.lienvien.database.Database;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.model.Priority;
import vn.lienvien.outbox.Outbox;

class OruSenderTest {
  private static final String CASE_ID = ResultMessageTest.CASE_ID;

  @TempDir Path directory;
  private Database database;
  private OruSender.Rooms rooms;

  @BeforeEach
  void open() {
    database = Database.open(directory.resolve("database"), Clock.systemUTC());
    rooms =
        new OruSender.Rooms(
            database, new Outbox(database), new Cases(database), new Results(database));
    database.commit(tx -> {
      rooms.cases().insert(tx, ResultMessageTest.consultation());
      rooms.results().adopt(tx, ResultMessageTest.result("Chụp lại"));
      rooms
          .cases()
          .addObjects(tx, List.of(new CaseObject(CASE_ID, "1.2.9", CaseObject.Kind.RESULT_PDF)));
    });
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void recordsTheAcknowledgementAndAsksForTheNextStep() throws IOException {
    Path inbox = directory.resolve("inbox");
    try (MllpListener his =
        MllpListener.open(
            MllpOptions.of("127.0.0.1", 0), new HisReceiver(inbox, Clock.systemUTC()))) {
      assertThat(run(his.port())).isEqualTo(JobOutcome.DONE);
      assertThat(run(his.port())).isEqualTo(JobOutcome.DONE);
      assertThat(his.counts().messages()).isEqualTo(1);
    }
    assertThat(rooms.cases().hisAcknowledgedAt(CASE_ID)).isPresent();
    assertThat(rooms.outbox().all()).anyMatch(view -> view.job().kind() == JobKind.ADVANCE_CASE);
    assertThat(Files.readString(inbox.resolve("R0D6F5A5211114222833.hl7")))
        .contains("|ORU^R01^ORU_R01|")
        .contains("Nguyễn Thị Hồng Đào");
  }

  @Test
  void triesAgainWhenNobodyAnswers() {
    assertThat(run(1)).isInstanceOf(JobOutcome.RetryLater.class);
    assertThat(rooms.cases().hisAcknowledgedAt(CASE_ID)).isEmpty();
  }

  @Test
  void asksForAttentionWhenTheHisDoesNotWantTheContent() throws IOException {
    try (MllpListener his =
        MllpListener.open(
            MllpOptions.of("127.0.0.1", 0),
            message ->
                Messages.bytes(
                    "MSH|^~\\&|A|B|C|D|2026||ACK|1|P|2.5.1\nMSA|AE|R0D6F5A5211114222833\n"))) {
      assertThat(run(his.port())).isInstanceOf(JobOutcome.GaveUp.class);
    }
    assertThat(rooms.cases().find(CASE_ID).orElseThrow().state())
        .isEqualTo(CaseState.NEEDS_ATTENTION);
  }

  @Test
  void recordsTheFactAtASiteWithoutAHis() {
    OruSender sender =
        new OruSender(rooms, Optional.empty(), uid -> new byte[0], Clock.systemUTC());
    assertThat(sender.run(job())).isEqualTo(JobOutcome.DONE);
    assertThat(rooms.cases().hisAcknowledgedAt(CASE_ID)).isPresent();
  }

  private JobOutcome run(int port) {
    Hl7Settings.His his = new Hl7Settings.His("127.0.0.1", port, "LIENVIEN", "GW", "HIS", "BV");
    byte[] pdf = "%PDF".getBytes(StandardCharsets.US_ASCII);
    return new OruSender(rooms, Optional.of(his), uid -> pdf, Clock.systemUTC()).run(job());
  }

  private static Job job() {
    return new Job(1, JobKind.NOTIFY_HIS, CASE_ID, Priority.STAT, 0, Instant.EPOCH);
  }
}
