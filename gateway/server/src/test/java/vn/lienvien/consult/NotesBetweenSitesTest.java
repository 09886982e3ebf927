package vn.lienvien.consult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.consult.CaseDesk.Deed;
import vn.lienvien.consult.CaseDesk.Outcome;
import vn.lienvien.consult.CaseDesk.Person;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.model.CaseNote;
import vn.lienvien.model.CaseNote.Kind;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.LedgerEntry;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.Priority;

/** What a person says at one site is durable there and reaches the other one. */
class NotesBetweenSitesTest {
  private static final Person HUONG = new Person("bs.huong", "BS. Trần Thị Hương");
  private static final Person AN = new Person("bs.an", "BS. Lê An");
  private static final Person MAI = new Person("bs.mai", "BS. Lò Thị Mai");

  @TempDir Path directory;
  private SitePair sites;
  private SiteUnderTest a;
  private SiteUnderTest b;
  private String caseId;

  @BeforeEach
  void open() throws IOException {
    sites = SitePair.open(directory, new Random(1));
    a = sites.a();
    b = sites.b();
    caseId = a.place();
    for (int i = 0; i < 3; i++) {
      step();
    }
    assertThat(b.theCase(caseId).state()).isEqualTo(CaseState.READABLE);
  }

  @AfterEach
  void close() {
    sites.close();
  }

  @Test
  void whoHasTakenACaseIsKnownAtBothSitesAndNobodyTakesItUnasked() {
    noted(b, Kind.ACCEPTED, HUONG, "", "");
    assertThat(does(b, Kind.ACCEPTED, AN, "", "")).isInstanceOf(Outcome.TakenBy.class);
    step();
    assertThat(a.rooms.notes().assignment(caseId).orElseThrow().displayName())
        .isEqualTo(HUONG.displayName());
    noted(b, Kind.HANDED_OVER, HUONG, AN.username(), AN.displayName());
    step();
    assertThat(a.rooms.notes().assignment(caseId).orElseThrow().username()).isEqualTo("bs.an");
    noted(b, Kind.RELEASED, AN, "", "");
    step();
    assertThat(a.rooms.notes().assignment(caseId)).isEmpty();
    assertThat(b.rooms.notes().assignment(caseId)).isEmpty();
  }

  @Test
  void aDeclinedCaseEndsAtBothSitesWithItsReason() {
    assertThat(does(b, Kind.DECLINED, HUONG, "", " ")).isInstanceOf(Outcome.Invalid.class);
    noted(b, Kind.DECLINED, HUONG, "", "Ngoài chuyên môn, đề nghị hỏi Bệnh viện Việt Đức.");
    Reading.Text late = new Reading.Text("d", "c", "", "bs.an", "BS. Lê An", 0);
    assertThat(b.reading.sign(caseId, late)).isInstanceOf(Reading.Outcome.NotReadable.class);
    step();
    assertThat(b.theCase(caseId).state()).isEqualTo(CaseState.DECLINED);
    assertThat(a.theCase(caseId).state()).isEqualTo(CaseState.DECLINED);
    assertThat(a.rooms.notes().of(caseId, Kind.DECLINED).getFirst().text()).contains("Việt Đức");
  }

  @Test
  void aCriticalFindingOvertakesTheResultAndIsAcknowledgedOnce() {
    CaseNote finding = noted(b, Kind.CRITICAL_FINDING, HUONG, "", "Chảy máu não, lệch đường giữa.");
    ParcelManifest parcel = b.rooms.parcels().undelivered("a").getFirst();
    assertThat(parcel.kind()).isEqualTo(ParcelKind.NOTE);
    assertThat(parcel.priority()).isEqualTo(Priority.STAT);
    step();
    assertThat(a.rooms.results().of(caseId)).as("before any result").isEmpty();
    assertThat(a.rooms.notes().of(caseId)).containsExactly(finding);
    assertThat(does(a, Kind.CRITICAL_ACKNOWLEDGED, MAI, "another", ""))
        .isInstanceOf(Outcome.Invalid.class);
    noted(a, Kind.CRITICAL_ACKNOWLEDGED, MAI, finding.noteId(), "Đã báo kíp trực.");
    assertThat(does(a, Kind.CRITICAL_ACKNOWLEDGED, MAI, finding.noteId(), ""))
        .isInstanceOf(Outcome.WrongState.class);
    step();
    assertThat(b.rooms.notes().of(caseId)).isEqualTo(a.rooms.notes().of(caseId)).hasSize(2);
  }

  @Test
  void anAddendumTravelsAtOnceAndItsDocumentsFollowTheClosedLedger() {
    assertThat(does(b, Kind.ADDENDUM, HUONG, "", "thêm")).isInstanceOf(Outcome.WrongState.class);
    sign();
    noted(b, Kind.ADDENDUM, HUONG, "", "Có thêm nốt 4 mm thuỳ dưới phổi phải.");
    b.sendAll(a);
    assertThat(a.rooms.notes().of(caseId, Kind.ADDENDUM)).hasSize(1);
    for (int i = 0; i < 6; i++) {
      step();
    }
    assertThat(a.hasJob(JobKind.SEND_ADDENDUM, caseId + "/" + addendum().noteId()))
        .as("the HIS that asked hears of it")
        .isTrue();
    String uid = ResultDocuments.addendumPdf(caseId, addendum().noteId());
    for (SiteUnderTest site : List.of(a, b)) {
      assertThat(site.theCase(caseId).state()).isEqualTo(CaseState.CLOSED);
      assertThat(site.rooms.cases().objects(caseId))
          .contains(new CaseObject(caseId, uid, CaseObject.Kind.ADDENDUM_PDF));
      assertThat(site.rooms.ledger().entries(caseId))
          .filteredOn(e -> e.sopInstanceUID().equals(uid) && e.siteId().equals(site.site.siteId()))
          .extracting(LedgerEntry::place)
          .as("at this site's gateway and PACS")
          .hasSize(2);
      assertThat(
              new LedgerVerifier(site.rooms.identity()::fault)
                  .faults(site.rooms.ledger().documents(caseId)))
          .as("the ledger that both signed stays as it was")
          .isEmpty();
    }
    Attributes report = a.archive.dataset(a.archive.instance(addendumReport()).orElseThrow());
    assertThat(report.item(Tag.PredecessorDocumentsSequence).isPresent()).isTrue();
    assertThat(a.rooms.results().of(caseId)).isEqualTo(b.rooms.results().of(caseId));
  }

  @Test
  void whatBecameOfThePatientReachesTheRadiologist() {
    assertThat(does(a, Kind.OUTCOME, MAI, "", "Đã mổ.")).isInstanceOf(Outcome.WrongState.class);
    sign();
    for (int i = 0; i < 3; i++) {
      step();
    }
    noted(a, Kind.OUTCOME, MAI, "", "Đã mổ lấy máu tụ, tỉnh.");
    step();
    assertThat(b.rooms.notes().of(caseId, Kind.OUTCOME).getFirst().text()).contains("máu tụ");
  }

  @Test
  void aNoteThatIsNotTheOthersToWriteIsRefused() {
    CaseNote forged =
        new CaseNote(
            "11111111-1111-4111-8111-111111111111",
            caseId,
            "a",
            Kind.DECLINED,
            "x",
            "x",
            "",
            "x",
            java.time.Instant.EPOCH);
    ParcelManifest parcel =
        new ParcelManifest(
            CaseFacts.parcelId(caseId, ParcelKind.NOTE, forged.noteId()),
            ParcelKind.NOTE,
            caseId,
            "a",
            "b",
            Priority.STAT,
            java.time.Instant.EPOCH,
            Json.write(NoteEnvelope.of(forged)),
            List.of());
    assertThat(catchThrowable(() -> b.receive(parcel, a.archive)))
        .isInstanceOf(EnvelopeException.class)
        .hasMessageContaining("this side's to write");
    assertThat(b.theCase(caseId).state()).isEqualTo(CaseState.READABLE);
  }

  private void sign() {
    Reading.Text text = new Reading.Text("d", "Bình thường.", "", "bs.huong", "BS. Hương", 0);
    assertThat(b.reading.sign(caseId, text)).isInstanceOf(Reading.Outcome.Kept.class);
  }

  private CaseNote addendum() {
    return b.rooms.notes().of(caseId, Kind.ADDENDUM).getFirst();
  }

  private String addendumReport() {
    return new Addendum(a.theCase(caseId), addendum(), 1).uid(CaseObject.Kind.ADDENDUM_SR);
  }

  private Outcome does(SiteUnderTest site, Kind kind, Person person, String about, String text) {
    return new CaseDesk(site.rooms).does(caseId, new Deed(kind, person, about, text), false);
  }

  private CaseNote noted(SiteUnderTest site, Kind kind, Person person, String about, String text) {
    return ((Outcome.Noted) does(site, kind, person, about, text)).note();
  }

  /** Everything that either site can do now, once. */
  private void step() {
    a.fetch(caseId, 2);
    a.advance(caseId);
    a.sendAll(b);
    if (b.rooms.cases().find(caseId).isPresent()) {
      b.advance(caseId);
      b.storeToPacs(caseId);
      b.advance(caseId);
    }
    b.sendAll(a);
    a.advance(caseId);
    a.storeToPacs(caseId);
    a.notifyHis(caseId);
    a.advance(caseId);
  }
}
