package vn.lienvien.consult;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.LedgerEntry;
import vn.lienvien.model.Place;
import vn.lienvien.model.SignedDocument;
import vn.lienvien.security.SiteIdentity;
import vn.lienvien.security.SitePki;

class LedgerVerifierTest {
  @TempDir Path directory;
  private SiteIdentity a;
  private SiteIdentity b;
  private SitePki pki;

  @BeforeEach
  void identities() throws IOException {
    Path homeA = Files.createDirectories(directory.resolve("a"));
    Path homeB = Files.createDirectories(directory.resolve("b"));
    pki = SitePki.open(homeB, Clock.systemUTC());
    pki.provideSite(homeA, "a");
    pki.provideSite(homeB, "b");
    Files.copy(homeB.resolve("ca.crt"), homeA.resolve("ca.crt"));
    a = SiteIdentity.load(homeA, Clock.systemUTC());
    b = SiteIdentity.load(homeB, Clock.systemUTC());
  }

  @Test
  void believesALedgerThatBothSitesSigned() {
    List<SignedDocument> documents =
        List.of(ledger(a, body(entries())), ledger(b, body(entries())));
    assertThat(withAuthority().faults(documents)).isEmpty();
    assertThat(withSites().faults(documents)).isEmpty();
  }

  @Test
  void saysWhichSiteHasNotSigned() {
    assertThat(withAuthority().faults(List.of(ledger(a, body(entries())))))
        .containsExactly("site b has not signed the ledger");
  }

  @Test
  void seesATextThatWasChangedAfterSigning() {
    SignedDocument good = ledger(a, body(entries()));
    SignedDocument changed =
        new SignedDocument(
            good.caseId(),
            good.kind(),
            good.siteId(),
            good.body().replace("STORAGE_COMMITMENT", "C_FIND"),
            good.signature(),
            good.certificate(),
            good.signedAt());
    assertThat(withSites().faults(List.of(changed, ledger(b, body(entries())))))
        .anyMatch(fault -> fault.contains("does not fit"))
        .anyMatch(fault -> fault.contains("different ledgers"));
  }

  @Test
  void trustsNoCertificateThatItWasNotGiven() {
    LedgerVerifier onlyA = new LedgerVerifier(new CertificateCheck(List.of(a.certificate())));
    assertThat(onlyA.faults(List.of(ledger(a, body(entries())), ledger(b, body(entries())))))
        .containsExactly("LEDGER: the certificate of 'b' is not trusted");
  }

  @Test
  void namesAnObjectThatIsMissingAtOnePlace() {
    List<LedgerEntry> entries = new ArrayList<>(entries());
    LedgerEntry missing = entries.removeLast();
    assertThat(withSites().faults(List.of(ledger(a, body(entries)), ledger(b, body(entries)))))
        .containsExactly(
            "%s is not stored at the PACS of site b".formatted(missing.sopInstanceUID()));
  }

  @Test
  void seesFramesThatDiffer() {
    List<LedgerEntry> entries = new ArrayList<>(entries());
    LedgerEntry last = entries.removeLast();
    entries.add(entry(last.sopInstanceUID(), last.kind(), "b", Place.PACS, "ff"));
    assertThat(withSites().faults(List.of(ledger(a, body(entries)), ledger(b, body(entries)))))
        .containsExactly(last.sopInstanceUID() + " has not the same frames everywhere");
  }

  @Test
  void writesTheSameTextWhateverTheOrderOfItsLines() {
    assertThat(body(entries().reversed())).isEqualTo(body(entries()));
    assertThat(LedgerBody.read(body(entries())).json()).isEqualTo(body(entries()));
  }

  private LedgerVerifier withAuthority() {
    return new LedgerVerifier(new CertificateCheck(List.of(pki.ca())));
  }

  private LedgerVerifier withSites() {
    return new LedgerVerifier(new CertificateCheck(List.of(a.certificate(), b.certificate())));
  }

  private static SignedDocument ledger(SiteIdentity site, String body) {
    return site.sign(body, SignedDocument.Kind.LEDGER, Samples.CASE_ID);
  }

  private static String body(List<LedgerEntry> entries) {
    return LedgerBody.of(Samples.consultation(), entries, List.of()).json();
  }

  private static List<LedgerEntry> entries() {
    List<LedgerEntry> entries = new ArrayList<>();
    for (CaseObject.Kind kind :
        EnumSet.range(CaseObject.Kind.IMAGE, CaseObject.Kind.RESULT_RECEIPT)) {
      for (String siteId : List.of("a", "b")) {
        for (Place place : Place.values()) {
          entries.add(entry("1.2." + (kind.ordinal() + 1), kind, siteId, place, "ab"));
        }
      }
    }
    return entries;
  }

  private static LedgerEntry entry(
      String uid, CaseObject.Kind kind, String siteId, Place place, String frames) {
    return new LedgerEntry(
        Samples.CASE_ID,
        uid,
        kind,
        siteId,
        place,
        "cd".repeat(32),
        frames,
        "STORAGE_COMMITMENT",
        Instant.parse("2026-11-22T03:04:05.123456Z"));
  }
}
