package vn.lienvien.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.database.Database;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.LedgerEntry;
import vn.lienvien.model.Place;
import vn.lienvien.model.Priority;
import vn.lienvien.model.ReadingResult;
import vn.lienvien.model.SignedDocument;
import vn.lienvien.peer.Consultations;

final class ResultsAndLedgerTest {
  @TempDir Path directory;
  private Database database;
  private Results results;
  private Ledger ledger;

  @BeforeEach
  void open() {
    database = Database.open(directory, Clock.systemUTC());
    results = new Results(database);
    ledger = new Ledger(database);
    Cases cases = new Cases(database);
    database.commit(tx -> cases.insert(tx, Consultations.named("c1", "A", Priority.STAT)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void savesADraftOnlyOverTheRevisionThatItsAuthorSaw() {
    ReadingResult first = saved(save(draft("một", 0)));
    ReadingResult second = saved(save(draft("hai", first.revision())));
    assertThat(save(draft("ba", first.revision())))
        .isEqualTo(new ResultOutcome.DraftChanged(second));
    assertThat(save(draft("ba", 0))).isEqualTo(new ResultOutcome.DraftChanged(second));
    assertThat(results.of("c1")).contains(second);
  }

  @Test
  void changesNothingOnceTheResultIsSigned() {
    ReadingResult first = saved(save(draft("nháp", 0)));
    ReadingResult signed =
        saved(database.transact(tx -> results.sign(tx, draft("kết luận", first.revision()))));
    assertThat(signed.signedAt()).isPresent();
    assertThat(save(draft("đổi ý", signed.revision())))
        .isEqualTo(new ResultOutcome.AlreadySigned(signed));
    assertThat(results.of("c1")).contains(signed);
  }

  @Test
  void adoptsTheOtherSitesResultOnceAndWithItsOwnTimes() {
    ReadingResult other =
        new ReadingResult(
            "c1", "d", "c", "r", "bs", "BS", 4, Consultations.NOW, Optional.of(Consultations.NOW));
    database.commit(tx -> results.adopt(tx, other));
    database.commit(tx -> results.adopt(tx, draft("khác", 7)));
    assertThat(results.of("c1")).contains(other);
  }

  @Test
  void recordsALineOfTheLedgerOnce() {
    LedgerEntry entry = entry("d1");
    database.commit(tx -> ledger.record(tx, entry));
    database.commit(tx -> ledger.record(tx, entry("d2")));
    assertThat(ledger.entries("c1")).containsExactly(entry);
  }

  @Test
  void keepsADocumentOncePerBodyThoughSignaturesDiffer() {
    SignedDocument document = document("{\"a\":1}", "s1");
    database.commit(tx -> ledger.addDocument(tx, document));
    database.commit(tx -> ledger.addDocument(tx, document("{\"a\":1}", "s2")));
    database.commit(tx -> ledger.addDocument(tx, document("{\"a\":2}", "s3")));
    assertThat(ledger.documents("c1"))
        .containsExactlyInAnyOrder(document, document("{\"a\":2}", "s3"));
  }

  private ResultOutcome save(ReadingResult seen) {
    return database.transact(tx -> results.saveDraft(tx, seen));
  }

  private static ReadingResult saved(ResultOutcome outcome) {
    return switch (outcome) {
      case ResultOutcome.Saved(ReadingResult result) -> result;
      case ResultOutcome.DraftChanged changed -> throw new AssertionError(changed);
      case ResultOutcome.AlreadySigned signed -> throw new AssertionError(signed);
    };
  }

  private static ReadingResult draft(String conclusion, int revision) {
    return new ReadingResult(
        "c1",
        "mô tả",
        conclusion,
        "",
        "bs.b",
        "BS B",
        revision,
        Consultations.NOW,
        Optional.empty());
  }

  private static LedgerEntry entry(String fileDigest) {
    return new LedgerEntry(
        "c1",
        "1.2",
        CaseObject.Kind.IMAGE,
        "a",
        Place.PACS,
        fileDigest,
        "",
        "C_FIND",
        Consultations.NOW);
  }

  private static SignedDocument document(String body, String signature) {
    return new SignedDocument(
        "c1", SignedDocument.Kind.LEDGER, "b", body, signature, "PEM", Consultations.NOW);
  }
}
