package vn.lienvien.consult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienvien.archive.CaseStep;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.LedgerEntry;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.Priority;
import vn.lienvien.model.SignedDocument;

/** Both sites of a consultation in one process; the kills come where the archive is used. */
class TwoSitesTest {
  private static final int IMAGES = 3;
  private static final Reading.Text TEXT =
      new Reading.Text(
          "Khoang dưới nhện tăng đậm độ.",
          "Xuất huyết dưới nhện.",
          "Chụp CTA.",
          "bs.an",
          "BS. Lê An",
          0);

  @TempDir Path directory;
  private final Random random = new Random(1);
  private SitePair sites;
  private SiteUnderTest a;
  private SiteUnderTest b;

  @BeforeEach
  void open() throws IOException {
    raise(true, true);
  }

  private void raise(boolean aHasPacs, boolean bHasPacs) throws IOException {
    sites = SitePair.open(directory, random, aHasPacs, bHasPacs);
    a = sites.a();
    b = sites.b();
  }

  @AfterEach
  void close() {
    sites.close();
  }

  @Test
  void walksFromOrderToClosedLedgerAtBothSites() {
    String caseId = a.place();
    finish(caseId);
    assertThat(states(a, caseId))
        .containsExactly(
            CaseState.REQUESTED,
            CaseState.FETCHING,
            CaseState.PREPARING,
            CaseState.SENDING,
            CaseState.AWAITING_RESULT,
            CaseState.RETURNING,
            CaseState.SEALING,
            CaseState.CLOSED);
    assertThat(states(b, caseId))
        .containsExactly(
            CaseState.ARRIVED,
            CaseState.READABLE,
            CaseState.SIGNED,
            CaseState.SEALING,
            CaseState.AWAITING_COUNTERSIGNATURE,
            CaseState.CLOSED);
    assertClosed(caseId);
  }

  @ParameterizedTest
  @CsvSource({"false, true", "true, false", "false, false"})
  void aSiteWithoutAPacsIsAskedForNoCopyThereAndTheLedgerSaysSo(boolean atA, boolean atB)
      throws IOException {
    close();
    directory = Files.createDirectories(directory.resolve("without"));
    raise(atA, atB);
    String caseId = a.place();
    finish(caseId);
    assertThat(a.hasJob(JobKind.STORE_TO_PACS, caseId)).isEqualTo(atA);
    assertThat(b.hasJob(JobKind.STORE_TO_PACS, caseId)).isEqualTo(atB);
    assertClosed(caseId, 2 + (atA ? 1 : 0) + (atB ? 1 : 0));
    LedgerBody signed = LedgerBody.read(ledgerBodies(a, caseId).findFirst().orElseThrow());
    assertThat(signed.sitesWithoutPacs().contains("a")).isEqualTo(!atA);
    assertThat(signed.sitesWithoutPacs().contains("b")).isEqualTo(!atB);
  }

  @Test
  void aCaseThatAPersonTriesAgainAsksNoPacsWhereThereIsNone() throws IOException {
    close();
    directory = Files.createDirectories(directory.resolve("without"));
    raise(true, false);
    String caseId = a.place();
    comeToReading(caseId);
    b.database.commit(tx ->
        b.rooms.cases().update(tx, b.theCase(caseId).in(CaseState.NEEDS_ATTENTION, "no PACS")));
    assertThat(b.process.retry(caseId)).isTrue();
    assertThat(b.hasJob(JobKind.STORE_TO_PACS, caseId)).isFalse();
    finish(caseId);
  }

  @Test
  void aPersonSaysWhichStudyAnOrderIsAboutWhereTheGatewayCouldNotTell() {
    String caseId = a.place();
    a.advance(caseId);
    assertThat(a.process.chooseStudy(caseId, SiteUnderTest.STUDY))
        .as("is still looked for")
        .isFalse();
    a.database.commit(tx ->
        a.rooms.cases().update(tx, a.theCase(caseId).in(CaseState.NEEDS_ATTENTION, "two studies")));
    assertThat(a.process.chooseStudy(caseId, SiteUnderTest.STUDY)).isTrue();
    assertThat(a.theCase(caseId).order().studyInstanceUID()).isEqualTo(SiteUnderTest.STUDY);
    assertThat(a.theCase(caseId).state()).isEqualTo(CaseState.FETCHING);
    assertThat(a.process.chooseStudy(caseId, SiteUnderTest.STUDY)).as("is chosen").isFalse();
    finish(caseId);
    assertThat(a.theCase(caseId).state()).isEqualTo(CaseState.CLOSED);
  }

  @Test
  void aCaseThatNeedsAttentionForItsPacsIsReadAndItsResultGoesBackAllTheSame() {
    String caseId = a.place();
    comeToReading(caseId);
    b.database.commit(tx ->
        b.rooms
            .cases()
            .update(tx, b.theCase(caseId).in(CaseState.NEEDS_ATTENTION, "PACS is full")));
    assertThat(b.reading.saveDraft(caseId, TEXT)).isInstanceOf(Reading.Outcome.Kept.class);
    Reading.Text second =
        new Reading.Text(
            TEXT.description(), TEXT.conclusion(), "", TEXT.author(), TEXT.authorName(), 1);
    assertThat(b.reading.sign(caseId, second)).isInstanceOf(Reading.Outcome.Kept.class);
    b.advance(caseId);
    assertThat(b.theCase(caseId).state()).isEqualTo(CaseState.SIGNED);
    b.sendAll(a);
    a.advance(caseId);
    assertThat(a.theCase(caseId).state()).isEqualTo(CaseState.RETURNING);
    assertThat(a.rooms.results().of(caseId)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void closesHoweverOftenEitherSideIsKilledAndHasNothingTwice(long seed) {
    random.setSeed(seed);
    String caseId = a.place();
    a.killing(0.04);
    b.killing(0.04);
    for (int step = 0; step < 150; step++) {
      survive(() -> randomStep(caseId));
    }
    a.killing(0);
    b.killing(0);
    finish(caseId);
    assertClosed(caseId);
  }

  @Test
  void keyImagesAndViewsAreStoredAtBothSitesWithTheResult() {
    String caseId = a.place();
    comeToReading(caseId);
    ImageMarks marks = new ImageMarks(b.rooms);
    String image =
        b.rooms.cases().objects(caseId).stream()
            .filter(object -> object.kind() == CaseObject.Kind.IMAGE)
            .findFirst()
            .orElseThrow()
            .sopInstanceUID();
    Annotations annotations =
        new Annotations(
            List.of(), List.of(new Annotations.KeyImage(image, 1)), List.of(viewOf(image)));
    assertThat(marks.save(b.theCase(caseId), annotations, 0))
        .isInstanceOf(ImageMarks.Outcome.Kept.class);
    assertThat(marks.save(b.theCase(caseId), annotations, 0))
        .isInstanceOf(ImageMarks.Outcome.Changed.class);
    Annotations strange = new Annotations(List.of(), List.of(), List.of(viewOf("1.2.3.99")));
    assertThat(marks.save(b.theCase(caseId), strange, 1))
        .isInstanceOf(ImageMarks.Outcome.Invalid.class);
    finish(caseId);
    for (SiteUnderTest site : List.of(a, b)) {
      assertThat(site.rooms.cases().objects(caseId))
          .extracting(CaseObject::kind)
          .contains(CaseObject.Kind.KEY_IMAGES, CaseObject.Kind.PRESENTATION)
          .doesNotContain(CaseObject.Kind.MEASUREMENTS);
    }
    assertThat(marks.save(b.theCase(caseId), annotations, 1))
        .isInstanceOf(ImageMarks.Outcome.NotReadable.class);
  }

  private static ImageView viewOf(String sopInstanceUID) {
    Annotations.Place corner = new Annotations.Place(0, 0);
    Annotations.Place opposite = new Annotations.Place(512, 512);
    return new ImageView(sopInstanceUID, 1, Optional.empty(), 180, false, false, corner, opposite);
  }

  @Test
  void keepsACaseOpenUntilTheHisHasTheResult() {
    String caseId = a.place();
    for (int round = 0; round < 10; round++) {
      everythingBut(() -> a.fetch(caseId, IMAGES), caseId);
      a.storeToPacs(caseId);
    }
    assertThat(a.theCase(caseId).state()).isEqualTo(CaseState.RETURNING);
    assertThat(b.theCase(caseId).state()).isEqualTo(CaseState.SIGNED);
  }

  @Test
  void asksForAttentionWhenTheLedgerContradictsThisSite() {
    String caseId = a.place();
    until(caseId, () -> isAt(b, caseId, CaseState.AWAITING_COUNTERSIGNATURE));
    ParcelManifest genuine = b.rooms.parcels().undelivered("a").getFirst();
    SignedDocument ledger =
        DocumentEnvelope.read(genuine.envelope(), caseId, SignedDocument.Kind.LEDGER);
    String digest =
        a.rooms.ledger().entries(caseId).stream()
            .filter(e -> e.kind() == CaseObject.Kind.IMAGE && e.siteId().equals("a"))
            .map(LedgerEntry::fileDigest)
            .findFirst()
            .orElseThrow();
    SignedDocument forged =
        b.rooms
            .identity()
            .sign(
                ledger.body().replace(digest, "0".repeat(64)), SignedDocument.Kind.LEDGER, caseId);
    a.receive(with(genuine, Json.write(DocumentEnvelope.of(forged))), b.archive);
    a.advance(caseId);
    assertThat(a.theCase(caseId).state()).isEqualTo(CaseState.NEEDS_ATTENTION);
    assertThat(a.theCase(caseId).reason()).contains("does not say of this site what this site");
  }

  @Test
  void asksForAttentionWhenAnotherSiteSignedTheLedger() {
    String caseId = a.place();
    until(caseId, () -> isAt(b, caseId, CaseState.AWAITING_COUNTERSIGNATURE));
    ParcelManifest genuine = b.rooms.parcels().undelivered("a").getFirst();
    SignedDocument ledger =
        DocumentEnvelope.read(genuine.envelope(), caseId, SignedDocument.Kind.LEDGER);
    SignedDocument own = a.rooms.identity().sign(ledger.body(), SignedDocument.Kind.LEDGER, caseId);
    a.receive(with(genuine, Json.write(DocumentEnvelope.of(own))), b.archive);
    a.advance(caseId);
    assertThat(a.theCase(caseId).state()).isEqualTo(CaseState.NEEDS_ATTENTION);
    assertThat(a.theCase(caseId).reason()).contains("signed as 'a', expected 'b'");
    assertThat(a.process.retry(caseId)).isTrue();
    assertThat(a.theCase(caseId).state()).isEqualTo(CaseState.SEALING);
  }

  @Test
  void refusesAParcelForACaseItDoesNotKnow() {
    String caseId = a.place();
    until(caseId, () -> !a.rooms.parcels().undelivered("b").isEmpty());
    ParcelManifest study = a.rooms.parcels().undelivered("b").getFirst();
    ParcelManifest result =
        new ParcelManifest(
            "unknown-result",
            ParcelKind.RESULT,
            "unknown",
            "a",
            "b",
            Priority.STAT,
            study.createdAt(),
            "{}",
            List.of());
    assertThat(catchThrowable(() -> b.receive(result, a.archive)))
        .isInstanceOf(EnvelopeException.class)
        .hasMessageContaining("not known here");
    assertThat(b.rooms.parcels().incoming("unknown-result")).isEmpty();
  }

  @Test
  void refusesAStudyWhoseEnvelopeNamesAnotherSite() {
    String caseId = a.place();
    until(caseId, () -> !a.rooms.parcels().undelivered("b").isEmpty());
    ParcelManifest study = a.rooms.parcels().undelivered("b").getFirst();
    ParcelManifest forged =
        with(study, study.envelope().replace("\"siteId\":\"a\"", "\"siteId\":\"c\""));
    assertThat(catchThrowable(() -> b.receive(forged, a.archive)))
        .isInstanceOf(EnvelopeException.class);
    assertThat(b.rooms.cases().find(caseId)).isEmpty();
  }

  private void comeToReading(String caseId) {
    a.advance(caseId);
    a.fetch(caseId, IMAGES);
    a.advance(caseId);
    a.sendAll(b);
    b.advance(caseId);
    assertThat(b.theCase(caseId).state()).isEqualTo(CaseState.READABLE);
  }

  private void finish(String caseId) {
    until(caseId, () -> isAt(a, caseId, CaseState.CLOSED) && isAt(b, caseId, CaseState.CLOSED));
  }

  private static boolean isAt(SiteUnderTest site, String caseId, CaseState state) {
    return site.rooms.cases().find(caseId).filter(c -> c.state() == state).isPresent();
  }

  private void until(String caseId, BooleanSupplier done) {
    for (int round = 0; round < 30 && !done.getAsBoolean(); round++) {
      a.fetch(caseId, IMAGES);
      a.advance(caseId);
      if (done.getAsBoolean()) {
        return;
      }
      a.sendAll(b);
      atB(caseId);
      if (done.getAsBoolean()) {
        return;
      }
      b.sendAll(a);
      a.advance(caseId);
      a.storeToPacs(caseId);
      a.notifyHis(caseId);
    }
    assertThat(done.getAsBoolean()).as("the case came to its end").isTrue();
  }

  private void everythingBut(Runnable first, String caseId) {
    first.run();
    a.advance(caseId);
    a.sendAll(b);
    atB(caseId);
    b.sendAll(a);
  }

  private void atB(String caseId) {
    if (b.rooms.cases().find(caseId).isPresent()) {
      b.advance(caseId);
      b.reading.sign(caseId, TEXT);
      b.advance(caseId);
      b.storeToPacs(caseId);
      b.advance(caseId);
    }
  }

  private void randomStep(String caseId) {
    switch (random.nextInt(9)) {
      case 0 -> a.fetch(caseId, IMAGES);
      case 1 -> a.advance(caseId);
      case 2 -> a.storeToPacs(caseId);
      case 3 -> a.notifyHis(caseId);
      case 4 -> a.sendAll(b);
      case 5 -> b.sendAll(a);
      case 6 -> b.advance(caseId);
      case 7 -> b.storeToPacs(caseId);
      default -> b.reading.sign(caseId, TEXT);
    }
  }

  private static void survive(Runnable step) {
    try {
      step.run();
    } catch (SiteUnderTest.Killed e) {
      // The next step is a process that has started again.
    }
  }

  private void assertClosed(String caseId) {
    assertClosed(caseId, 4);
  }

  private void assertClosed(String caseId, int places) {
    for (SiteUnderTest site : List.of(a, b)) {
      assertThat(states(site, caseId)).doesNotHaveDuplicates().endsWith(CaseState.CLOSED);
      List<CaseObject> objects = site.rooms.cases().objects(caseId);
      assertThat(objects).hasSize(IMAGES + 4);
      assertThat(site.rooms.ledger().entries(caseId)).hasSize((IMAGES + 4) * places);
      List<SignedDocument> documents = site.rooms.ledger().documents(caseId);
      assertThat(documents.stream().map(SignedDocument::kind))
          .containsExactlyInAnyOrder(
              SignedDocument.Kind.RECEIPT,
              SignedDocument.Kind.STATEMENT,
              SignedDocument.Kind.LEDGER,
              SignedDocument.Kind.LEDGER);
      assertThat(new LedgerVerifier(site.rooms.identity()::fault).faults(documents)).isEmpty();
    }
    assertThat(ledgerBodies(a, caseId).distinct()).hasSize(1);
    assertThat(ledgerBodies(a, caseId).toList()).isEqualTo(ledgerBodies(b, caseId).toList());
    assertThat(a.rooms.results().of(caseId)).isEqualTo(b.rooms.results().of(caseId));
    assertThat(b.rooms.parcels().undelivered("a")).isEmpty();
    assertThat(a.rooms.parcels().undelivered("b")).isEmpty();
  }

  private static Stream<String> ledgerBodies(SiteUnderTest site, String caseId) {
    return site.rooms.ledger().documents(caseId).stream()
        .filter(d -> d.kind() == SignedDocument.Kind.LEDGER)
        .map(SignedDocument::body);
  }

  private static List<CaseState> states(SiteUnderTest site, String caseId) {
    return site.rooms.cases().history(caseId).stream().map(CaseStep::state).toList();
  }

  private static ParcelManifest with(ParcelManifest parcel, String envelope) {
    return new ParcelManifest(
        parcel.parcelId(),
        parcel.kind(),
        parcel.caseId(),
        parcel.fromSiteId(),
        parcel.toSiteId(),
        parcel.priority(),
        parcel.createdAt(),
        envelope,
        parcel.objects());
  }
}
