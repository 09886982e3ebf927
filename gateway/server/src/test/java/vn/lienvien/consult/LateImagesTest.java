package vn.lienvien.consult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.archive.CaseStep;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;

/** Images that reach A's PACS when the study was sent already; the pull room is played. */
class LateImagesTest {
  private static final int IMAGES = 3;

  @TempDir Path directory;
  private SitePair sites;
  private SiteUnderTest a;
  private SiteUnderTest b;
  private String caseId;

  @BeforeEach
  void sendTheStudy() throws IOException {
    sites = SitePair.open(directory, new Random(1));
    a = sites.a();
    b = sites.b();
    caseId = a.place();
    a.advance(caseId);
    a.fetch(caseId, IMAGES);
    a.advance(caseId);
    exchange();
    assertThat(a.theCase(caseId).state()).isEqualTo(CaseState.AWAITING_RESULT);
  }

  @AfterEach
  void close() {
    sites.close();
  }

  @Test
  void joinTheCaseAtBothSitesAndTheLedgerHoldsThem() {
    join(2);
    exchange();
    assertThat(images(b)).hasSize(IMAGES + 2);
    assertThat(reasons(b)).contains("2 more images of the study have come");
    join(1);
    exchange();
    sign();
    finish();
    assertClosedWith(IMAGES + 3);
  }

  @Test
  void areSentAndReceiptedBeforeTheStatementAlsoWhenTheResultCrossesThem() {
    sign();
    b.advance(caseId);
    join(2);
    b.sendAll(a);
    a.advance(caseId);
    assertThat(a.theCase(caseId).state()).isEqualTo(CaseState.RETURNING);
    a.storeToPacs(caseId);
    a.notifyHis(caseId);
    a.advance(caseId);
    assertThat(a.theCase(caseId).state())
        .as("B has not receipted them")
        .isEqualTo(CaseState.RETURNING);
    finish();
    assertThat(reasons(b)).contains("2 more images came after the result was signed");
    assertClosedWith(IMAGES + 2);
  }

  @Test
  void ofAnotherStudyAreRefused() {
    join(1);
    a.advance(caseId);
    ParcelManifest genuine =
        a.rooms.parcels().undelivered("b").stream()
            .filter(parcel -> parcel.kind() == ParcelKind.MORE_IMAGES)
            .findFirst()
            .orElseThrow();
    ParcelObject image = genuine.objects().getFirst();
    ParcelObject foreign =
        new ParcelObject(
            image.sopInstanceUID(),
            image.sopClassUID(),
            image.seriesInstanceUID(),
            "1.2.3.99",
            image.transferSyntaxUID(),
            image.kind(),
            image.sizeBytes(),
            image.fileDigest(),
            image.framesDigest(),
            image.proof());
    ParcelManifest forged =
        new ParcelManifest(
            genuine.parcelId(),
            genuine.kind(),
            caseId,
            "a",
            "b",
            genuine.priority(),
            genuine.createdAt(),
            genuine.envelope(),
            List.of(foreign));
    assertThatThrownBy(() -> b.receive(forged, a.archive))
        .isInstanceOf(EnvelopeException.class)
        .hasMessageContaining("images of the case's study");
  }

  /** What pull does when the PACS shows more than the case has. */
  private void join(int count) {
    int before = images(a).size();
    List<String> uids = a.receiveImages(before + count).subList(before, before + count);
    a.database.commit(transaction ->
        a.rooms
            .cases()
            .addObjects(
                transaction,
                IntStream.range(0, count)
                    .mapToObj(i -> new CaseObject(caseId, uids.get(i), CaseObject.Kind.IMAGE))
                    .toList()));
    a.advance(caseId);
  }

  private void sign() {
    b.reading.sign(caseId, new Reading.Text("Mô tả.", "Kết luận.", "", "bs.an", "BS. Lê An", 0));
  }

  private void exchange() {
    a.sendAll(b);
    b.advance(caseId);
    b.storeToPacs(caseId);
    b.advance(caseId);
    b.sendAll(a);
    a.advance(caseId);
  }

  private void finish() {
    for (int round = 0; round < 6; round++) {
      exchange();
      a.storeToPacs(caseId);
      a.notifyHis(caseId);
      a.advance(caseId);
    }
  }

  private void assertClosedWith(int images) {
    for (SiteUnderTest site : List.of(a, b)) {
      assertThat(site.theCase(caseId).state()).isEqualTo(CaseState.CLOSED);
      assertThat(images(site)).hasSize(images);
      assertThat(site.rooms.ledger().entries(caseId)).hasSize((images + 4) * 4);
      assertThat(
              new LedgerVerifier(site.rooms.identity()::fault)
                  .faults(site.rooms.ledger().documents(caseId)))
          .isEmpty();
    }
    assertThat(a.rooms.parcels().undelivered("b")).isEmpty();
  }

  private List<CaseObject> images(SiteUnderTest site) {
    return site.rooms.cases().objects(caseId).stream()
        .filter(object -> object.kind() == CaseObject.Kind.IMAGE)
        .toList();
  }

  private List<String> reasons(SiteUnderTest site) {
    return site.rooms.cases().history(caseId).stream()
        .map(CaseStep::reason)
        .collect(Collectors.toList());
  }
}
