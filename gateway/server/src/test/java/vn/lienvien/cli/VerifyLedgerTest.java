package vn.lienvien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.Place;
import vn.lienvien.model.SignedDocument;
import vn.lienvien.security.SiteIdentity;
import vn.lienvien.security.SitePki;

/** {@code lienvien verify}: an auditor holds a ledger and certificates, and nothing else. */
final class VerifyLedgerTest {
  private static final String CASE_ID = "c1";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private Path authority;
  private SiteIdentity a;
  private SiteIdentity b;

  @BeforeEach
  void twoSites() throws IOException {
    Path homeA = Files.createDirectories(directory.resolve("a"));
    Path homeB = Files.createDirectories(directory.resolve("b"));
    SitePki pki = SitePki.open(homeB, Clock.systemUTC());
    pki.provideSite(homeA, "a");
    pki.provideSite(homeB, "b");
    authority = homeB.resolve("ca.crt");
    Files.copy(authority, homeA.resolve("ca.crt"));
    a = SiteIdentity.load(homeA, Clock.systemUTC());
    b = SiteIdentity.load(homeB, Clock.systemUTC());
  }

  @Test
  void aLedgerThatBothSitesSignedIsBelieved() throws Exception {
    Ran ran = verify(ledger(body()));
    assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.json().path("valid").asBoolean()).isTrue();
  }

  @Test
  void aLedgerOfAnotherCaseThanTheOneAskedForIsNot() throws Exception {
    Path file = Files.writeString(directory.resolve("ledger.json"), ledger(body()).toString());
    assertThat(Ran.of("verify", "--case", CASE_ID, "--certificate", authority, file).exitCode())
        .isZero();
    Ran other = Ran.of("verify", "--case", "c2", "--certificate", authority, file);
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.out()).contains("a ledger is of another case");
  }

  @Test
  void aChangedLedgerIsNot() throws Exception {
    ObjectNode ledger = ledger(body());
    ObjectNode first = (ObjectNode) ledger.path("documents").get(0);
    first.put("body", first.path("body").asText().replace("STORAGE_COMMITMENT", "C_FIND"));
    Ran ran = verify(ledger);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.json().path("valid").asBoolean()).isFalse();
    assertThat(ran.json().path("faults").toString()).contains("does not fit");
  }

  @Test
  void aLedgerWithOneSignatureOrNoneIsNot() throws Exception {
    ObjectNode ledger = ledger(body());
    ((ArrayNode) ledger.path("documents")).remove(0);
    assertThat(verify(ledger).exitCode()).isEqualTo(1);
    ((ArrayNode) ledger.path("documents")).removeAll();
    assertThat(verify(ledger).exitCode()).isEqualTo(1);
  }

  @Test
  void whatIsNoLedgerOrNoCertificateEndsWith1() throws Exception {
    Path garbage = Files.writeString(directory.resolve("garbage.json"), "no JSON");
    assertThat(Ran.of("verify", "--certificate", authority, garbage).exitCode()).isEqualTo(1);
    Path ledger = Files.writeString(directory.resolve("l.json"), ledger(body()).toString());
    assertThat(Ran.of("verify", "--certificate", garbage, ledger).exitCode()).isEqualTo(1);
    assertThat(Ran.of("verify", ledger).exitCode()).isEqualTo(2);
  }

  private Ran verify(ObjectNode ledger) throws IOException {
    Path file = Files.writeString(directory.resolve("ledger.json"), ledger.toString());
    return Ran.of("verify", "--json", "--certificate", authority, file);
  }

  /** As {@code GET /api/cases/ID/ledger} answers. */
  private ObjectNode ledger(String body) {
    ObjectNode ledger = JSON.createObjectNode().put("closed", true);
    ArrayNode documents = ledger.putArray("documents");
    for (SiteIdentity site : new SiteIdentity[] {a, b}) {
      SignedDocument signed = site.sign(body, SignedDocument.Kind.LEDGER, CASE_ID);
      documents
          .addObject()
          .put("kind", signed.kind().name())
          .put("siteId", signed.siteId())
          .put("signedAt", signed.signedAt().toString())
          .put("signature", signed.signature())
          .put("certificate", signed.certificate())
          .put("body", signed.body())
          .put("valid", true);
    }
    return ledger;
  }

  private static String body() {
    ObjectNode body =
        JSON.createObjectNode()
            .put("version", 1)
            .put("caseId", CASE_ID)
            .put("studyInstanceUID", "2.25.1")
            .put("requestingSiteId", "a")
            .put("consultingSiteId", "b");
    body.putArray("sitesWithoutPacs");
    ArrayNode objects = body.putArray("objects");
    for (CaseObject.Kind kind :
        EnumSet.range(CaseObject.Kind.IMAGE, CaseObject.Kind.RESULT_RECEIPT)) {
      ObjectNode object =
          objects
              .addObject()
              .put("sopInstanceUID", "1.2." + (kind.ordinal() + 1))
              .put("kind", kind.name());
      ArrayNode places = object.putArray("places");
      for (String siteId : new String[] {"a", "b"}) {
        for (Place place : Place.values()) {
          places
              .addObject()
              .put("siteId", siteId)
              .put("place", place.name())
              .put("fileDigest", "cd".repeat(32))
              .put("framesDigest", "ab".repeat(32))
              .put("evidence", "STORAGE_COMMITMENT")
              .put("storedAt", "2026-11-22T03:04:05Z");
        }
      }
    }
    return body.toString();
  }
}
