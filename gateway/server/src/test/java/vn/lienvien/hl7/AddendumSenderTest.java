package vn.lienvien.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.model.Varies;
import ca.uhn.hl7v2.model.v25.datatype.ED;
import ca.uhn.hl7v2.model.v25.group.ORU_R01_ORDER_OBSERVATION;
import ca.uhn.hl7v2.model.v25.message.ORU_R01;
import ca.uhn.hl7v2.model.v25.segment.OBX;
import ca.uhn.hl7v2.parser.CanonicalModelClassFactory;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.archive.CaseNotes;
import vn.lienvien.archive.Cases;
import vn.lienvien.archive.Results;
import vn.lienvien.config.Hl7Settings;
import vn.lienvien.database.Database;
import vn.lienvien.model.CaseNote;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.model.Priority;

/** What a HIS hears of words added to a result that it has already. */
class AddendumSenderTest {
  private static final String CASE_ID = ResultMessageTest.CASE_ID;
  private static final Instant LATER = Instant.parse("2026-11-23T01:00:00Z");
  private static final CaseNote FIRST = note("11111111-2222-4333-8444-555566667777", 0, "Nốt 4 mm");
  private static final CaseNote SECOND =
      note("99999999-2222-4333-8444-555566667777", 1, "Vôi hoá & \"nốt\" | cũ");

  @TempDir Path directory;
  private Database database;
  private AddendumSender.Rooms rooms;

  @BeforeEach
  void open() {
    database = Database.open(directory.resolve("database"), Clock.systemUTC());
    rooms =
        new AddendumSender.Rooms(
            new Cases(database), new Results(database), new CaseNotes(database));
    database.commit(tx -> {
      rooms.cases().insert(tx, ResultMessageTest.consultation());
      rooms.results().adopt(tx, ResultMessageTest.result("Chụp lại"));
      rooms.notes().add(tx, FIRST);
      rooms.notes().add(tx, SECOND);
    });
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anAddendumComesWithTheResultAndWhatWasAddedBefore() throws Exception {
    Path inbox = directory.resolve("inbox");
    try (MllpListener his =
        MllpListener.open(
            MllpOptions.of("127.0.0.1", 0), new HisReceiver(inbox, Clock.systemUTC()))) {
      assertThat(run(FIRST, his.port())).isEqualTo(JobOutcome.DONE);
      assertThat(run(SECOND, his.port())).isEqualTo(JobOutcome.DONE);
      assertThat(run(SECOND, his.port())).isEqualTo(JobOutcome.DONE);
    }
    ORU_R01_ORDER_OBSERVATION first = read(inbox.resolve("A1111111122224333844.hl7"));
    assertThat(first.getOBR().getResultStatus().getValue()).isEqualTo("C");
    assertThat(first.getOBR().getPlacerField1().getValue()).isEqualTo("ACC-1");
    assertThat(first.getOBR().getResultsRptStatusChngDateTime().encode()).startsWith("20261123");
    assertThat(observed(first))
        .containsSubsequence("19005-8 Bình thường", "18748-4 %PDF result")
        .containsSubsequence("55107-7 Nốt 4 mm", "55107-7 %PDF 11111111")
        .noneMatch(line -> line.contains("Vôi hoá"));
    ORU_R01_ORDER_OBSERVATION second = read(inbox.resolve("A9999999922224333844.hl7"));
    assertThat(observed(second))
        .containsSubsequence(
            "18748-4 %PDF result",
            "55107-7 Nốt 4 mm",
            "55107-7 %PDF 11111111",
            "55107-7 Vôi hoá & \"nốt\" | cũ",
            "55107-7 %PDF 99999999");
    try (Stream<Path> messages = Files.list(inbox)) {
      assertThat(messages).as("a repetition is the same message").hasSize(2);
    }
  }

  @Test
  void isTriedAgainUntilSomebodyAnswers() {
    assertThat(run(FIRST, 1)).isInstanceOf(JobOutcome.RetryLater.class);
  }

  @Test
  void nobodyIsToldAtASiteWithoutAHis() {
    assertThat(sender(Optional.empty()).run(job(FIRST))).isEqualTo(JobOutcome.DONE);
  }

  @Test
  void whatIsNoAddendumIsGivenUp() {
    CaseNote unknown = note("00000000-2222-4333-8444-555566667777", 2, "?");
    assertThat(run(unknown, 1)).isInstanceOf(JobOutcome.GaveUp.class);
  }

  private JobOutcome run(CaseNote addendum, int port) {
    Hl7Settings.His his = new Hl7Settings.His("127.0.0.1", port, "LIENVIEN", "GW", "HIS", "BV");
    return sender(Optional.of(his)).run(job(addendum));
  }

  private AddendumSender sender(Optional<Hl7Settings.His> his) {
    return new AddendumSender(
        rooms,
        his,
        new AddendumSender.Documents(
            consultation -> bytes("%PDF result"),
            note -> bytes("%PDF " + note.noteId().substring(0, 8))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Job job(CaseNote addendum) {
    String subject = CASE_ID + "/" + addendum.noteId();
    return new Job(1, JobKind.SEND_ADDENDUM, subject, Priority.ROUTINE, 0, Instant.EPOCH);
  }

  private static CaseNote note(String noteId, int minute, String text) {
    return new CaseNote(
        noteId,
        CASE_ID,
        "b",
        CaseNote.Kind.ADDENDUM,
        "bs.huong",
        "BS. Hương",
        "",
        text,
        LATER.plus(Duration.ofMinutes(minute)));
  }

  /** As HAPI reads it, strictly, version 2.5. */
  private static ORU_R01_ORDER_OBSERVATION read(Path message) throws Exception {
    try (DefaultHapiContext context =
        new DefaultHapiContext(ValidationContextFactory.defaultValidation())) {
      context.setModelClassFactory(new CanonicalModelClassFactory("2.5"));
      ORU_R01 oru = (ORU_R01) context.getPipeParser().parse(Files.readString(message));
      assertThat(oru.getMSH().getMessageControlID().getValue()).hasSize(20);
      return oru.getPATIENT_RESULT().getORDER_OBSERVATION();
    }
  }

  /** Code and value of each observation; documents decoded. */
  private static List<String> observed(ORU_R01_ORDER_OBSERVATION order) throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < order.getOBSERVATIONReps(); i++) {
      OBX observation = order.getOBSERVATION(i).getOBX();
      Varies value = observation.getObservationValue(0);
      String text =
          value.getData() instanceof ED document
              ? new String(
                  Base64.getDecoder().decode(document.getData().getValue()), StandardCharsets.UTF_8)
              : value.getData().toString();
      lines.add(observation.getObservationIdentifier().getIdentifier().getValue() + " " + text);
    }
    return lines;
  }
}
