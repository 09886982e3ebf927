package vn.lienvien.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.LedgerEntry;
import vn.lienvien.model.Place;
import vn.lienvien.model.Priority;
import vn.lienvien.model.SignedDocument;

/** The API over real HTTP and a real database; every answer is held to the OpenAPI document. */
class ApiTest {
  private static final String NEW_CASE =
      """
      {"studyInstanceUID":"1.2.3","patientID":"BN1","patientName":"Nguyễn Thị Ánh",
       "patientBirthDate":"1950-02-03","patientSex":"F","accessionNumber":"A1",
       "reasonForStudy":"Đau đầu","relevantClinicalInformation":"","priority":"STAT",
       "consultingSiteId":"bv-b"}\
      """;

  @TempDir Path directory;
  @AutoClose private WebHouse house;
  private ApiDocument document;

  @BeforeEach
  void open() throws Exception {
    house = new WebHouse(directory);
    document = new ApiDocument();
  }

  @Test
  void aLoginLastsUntilTheLogout() throws Exception {
    HttpResponse<String> wrong = login("{\"username\":\"doctor\",\"password\":\"x\"}");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).contains("BAD_CREDENTIALS");
    HttpResponse<String> right =
        login("{\"username\":\"doctor\",\"password\":\"" + house.people.password("doctor") + "\"}");
    document.require("Session", right.body());
    String cookie = right.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie)
        .containsIgnoringCase("; HttpOnly")
        .contains("; SameSite=Strict")
        .doesNotContain("Secure");
    String token = cookie.substring(0, cookie.indexOf(';'));
    assertThat(house.send(house.to("/api/session").header("Cookie", token)).statusCode())
        .isEqualTo(200);
    HttpResponse<String> left =
        house.send(
            house.to("/api/session").header("Cookie", token).header("X-Lienvien", "1").DELETE());
    assertThat(left.headers().firstValue("Clear-Site-Data")).contains("\"cache\"");
    assertThat(house.send(house.to("/api/session").header("Cookie", token)).statusCode())
        .isEqualTo(401);
    assertThat(house.audited()).contains("doctor LOGIN  FAILURE", "doctor LOGIN  SUCCESS");
  }

  @Test
  void theLoginPageNeedsNoLogin() throws Exception {
    document.require("SiteVersion", house.send(house.to("/api/site")).body());
    document.require("Health", house.send(house.to("/health/live")).body());
    assertThat(house.send(house.to("/health/ready")).statusCode()).isEqualTo(200);
    house.status.room.set(false);
    HttpResponse<String> full = house.send(house.to("/health/ready"));
    assertThat(full.statusCode()).isEqualTo(503);
    assertThat(document.require("Health", full.body()).at("/checks/disk").asText())
        .isEqualTo("DOWN");
    assertThat(house.send(house.to("/metrics")).body()).startsWith("lienvien_up 1");
  }

  @Test
  void aDoctorAsksForAConsultationAndSeesItsCase() throws Exception {
    document.require("Sites", house.get("doctor", "/api/consulting-sites").body());
    HttpResponse<String> placed = house.send("doctor", "POST", "/api/cases", NEW_CASE);
    assertThat(placed.statusCode()).isEqualTo(201);
    String caseId = document.require("PlacedCase", placed.body()).get("caseId").asText();
    JsonNode list =
        document.require("CaseList", house.get("doctor", "/api/cases?q=nguyen%20anh").body());
    assertThat(list.at("/cases/0/caseId").asText()).isEqualTo(caseId);
    assertThat(list.at("/counts/REQUESTED").asInt()).isEqualTo(1);
    JsonNode detail =
        document.require("CaseDetail", house.get("doctor", "/api/cases/" + caseId).body());
    assertThat(detail.get("patientName").asText()).isEqualTo("Nguyễn Thị Ánh");
    assertThat(detail.at("/order/reasonForStudy").asText()).isEqualTo("Đau đầu");
    assertThat(detail.at("/history/0/state").asText()).isEqualTo("REQUESTED");
    assertThat(house.audited())
        .containsExactly(
            "doctor REQUEST_CONSULTATION " + caseId + " SUCCESS",
            "doctor LIST_CASES  SUCCESS",
            "doctor VIEW_CASE " + caseId + " SUCCESS");
  }

  @Test
  void aDoctorSaysWhichStudyACaseIsAboutThatTheGatewayCouldNotTell() throws Exception {
    String caseId = placedCase();
    String path = "/api/cases/" + caseId + "/study";
    String study = "{\"studyInstanceUID\":\"1.2.840.7\"}";
    assertThat(house.send("radiologist", "PUT", path, study).statusCode()).isEqualTo(403);
    assertThat(house.send("doctor", "PUT", path, "{\"studyInstanceUID\":\"1..2\"}").statusCode())
        .isEqualTo(400);
    assertThat(house.send("doctor", "PUT", path, study).body()).contains("WRONG_STATE");
    house.database.commit(transaction -> {
      ConsultationCase which = house.stores.cases().find(caseId).orElseThrow();
      house.stores.cases().update(transaction, which.in(CaseState.NEEDS_ATTENTION, "two studies"));
    });
    assertThat(house.get("doctor", "/api/cases/" + caseId).body()).contains("\"lacksStudy\":true");
    assertThat(house.send("doctor", "PUT", path, study).statusCode()).isEqualTo(204);
    assertThat(house.get("doctor", "/api/cases/" + caseId).body()).contains("\"lacksStudy\":false");
    assertThat(house.audited()).contains("doctor CHOOSE_STUDY " + caseId + " SUCCESS");
  }

  @Test
  void eachRoleSeesItsSide() throws Exception {
    String caseId = placedCase();
    assertThat(house.get("radiologist", "/api/cases/" + caseId).statusCode()).isEqualTo(403);
    assertThat(house.get("radiologist", "/api/cases").body()).contains("\"total\":0");
    assertThat(house.get("radiologist", "/api/cases?role=REQUESTING").statusCode()).isEqualTo(403);
    assertThat(house.get("administrator", "/api/cases").body()).contains("\"total\":1");
    assertThat(house.send("radiologist", "POST", "/api/cases", NEW_CASE).statusCode())
        .isEqualTo(403);
    assertThat(house.get("doctor", "/api/status").statusCode()).isEqualTo(403);
    assertThat(house.get("radiologist", "/api/pacs/studies?patientID=1").statusCode())
        .isEqualTo(403);
    String draft =
        "{\"description\":\"\",\"conclusion\":\"x\",\"recommendation\":\"\",\"revision\":0}";
    assertThat(house.send("doctor", "PUT", "/api/cases/" + caseId + "/draft", draft).statusCode())
        .isEqualTo(403);
  }

  @Test
  void anOrderThatLacksSomethingIsRefusedByField() throws Exception {
    assertInvalid(NEW_CASE.replace("\"1.2.3\"", "\"1.2.x\""), "INVALID_FIELD");
    assertInvalid(NEW_CASE.replace("\"BN1\"", "\"\""), "INVALID_FIELD");
    assertInvalid(NEW_CASE.replace("\"Đau đầu\"", "\" \""), "INVALID_FIELD");
    assertInvalid(NEW_CASE.replace("\"F\"", "\"female\""), "INVALID_FIELD");
    assertInvalid(NEW_CASE.replace("\"STAT\"", "\"NOW\""), "BAD_REQUEST");
    assertInvalid(NEW_CASE.replace("bv-b", "bv-z"), "UNKNOWN_CONSULTING_SITE");
    assertThat(house.get("doctor", "/api/cases?state=NOWHERE").statusCode()).isEqualTo(400);
    assertThat(house.get("doctor", "/api/cases?limit=-1").statusCode()).isEqualTo(400);
    assertThat(house.get("doctor", "/api/cases/unknown").statusCode()).isEqualTo(404);
  }

  @Test
  void aRadiologistDraftsAndSignsOnce() throws Exception {
    String path = "/api/cases/" + readableCase();
    HttpResponse<String> first = draft(path, 0, "Chưa thấy tổn thương");
    assertThat(document.require("SavedDraft", first.body()).get("revision").asInt()).isEqualTo(1);
    assertThat(draft(path, 0, "từ cửa sổ khác").body()).contains("DRAFT_CHANGED");
    assertThat(sign(path, 1, "", house.people.password("radiologist")).statusCode()).isEqualTo(422);
    HttpResponse<String> wrong = sign(path, 1, "Xuất huyết não", "guess");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).contains("BAD_CREDENTIALS");
    assertThat(house.get("radiologist", path).body()).contains("\"signed\":false");
    JsonNode signed =
        document.require(
            "Result", sign(path, 1, "Xuất huyết não", house.people.password("radiologist")).body());
    assertThat(signed.get("signedAt").isNull()).isFalse();
    assertThat(draft(path, 2, "thêm").body()).contains("ALREADY_SIGNED");
    JsonNode detail = document.require("CaseDetail", house.get("radiologist", path).body());
    assertThat(detail.at("/result/conclusion").asText()).isEqualTo("Xuất huyết não");
    String caseId = path.substring(path.lastIndexOf('/') + 1);
    assertThat(house.audited()).contains("radiologist SIGN_RESULT " + caseId + " SUCCESS");
  }

  @Test
  void wrongPasswordsTypedElsewhereKeepNobodyFromSigningButGuessingAtTheSignatureDoes()
      throws Exception {
    String path = "/api/cases/" + readableCase();
    draft(path, 0, "Chưa thấy tổn thương");
    for (int i = 0; i < 7; i++) {
      login("{\"username\":\"radiologist\",\"password\":\"x\"}");
    }
    assertThat(login("{\"username\":\"radiologist\",\"password\":\"x\"}").statusCode())
        .isEqualTo(429);
    HttpResponse<String> signed =
        sign(path, 1, "Xuất huyết não", house.people.password("radiologist"));
    assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
    for (int i = 0; i < 5; i++) {
      assertThat(sign(path, 2, "thêm", "guess").statusCode()).isEqualTo(401);
    }
    assertThat(sign(path, 2, "thêm", house.people.password("radiologist")).statusCode())
        .isEqualTo(429);
  }

  @Test
  void anAccountThatWasTakenAwayIsNobodyAtOnce() throws Exception {
    String pair = "doctor:" + house.people.password("doctor");
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    assertThat(house.send(house.to("/api/session").header("Authorization", basic)).statusCode())
        .isEqualTo(200);
    Files.delete(directory.resolve("accounts.json"));
    assertThat(house.send(house.to("/api/session").header("Authorization", basic)).statusCode())
        .isEqualTo(401);
  }

  @Test
  void aSecondClickMakesNoSecondCase() throws Exception {
    HttpResponse<String> first = house.send("doctor", "POST", "/api/cases", NEW_CASE);
    HttpResponse<String> second = house.send("doctor", "POST", "/api/cases", NEW_CASE);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void theLedgerShowsEveryPlaceAndWhetherSignaturesHold() throws Exception {
    String caseId = placedCase();
    CaseObject image = new CaseObject(caseId, "1.2.3.4", CaseObject.Kind.IMAGE);
    SignedDocument good = house.identity.sign("{}", SignedDocument.Kind.STATEMENT, caseId);
    SignedDocument bad =
        new SignedDocument(
            caseId,
            SignedDocument.Kind.LEDGER,
            good.siteId(),
            "{ }",
            good.signature(),
            good.certificate(),
            good.signedAt());
    house.database.commit(transaction -> {
      house.stores.cases().addObjects(transaction, List.of(image));
      house
          .stores
          .ledger()
          .record(
              transaction,
              new LedgerEntry(
                  caseId,
                  "1.2.3.4",
                  CaseObject.Kind.IMAGE,
                  "bv-a",
                  Place.GATEWAY,
                  "aa",
                  "bb",
                  "ARCHIVED",
                  Instant.parse("2026-11-22T01:00:00Z")));
      house.stores.ledger().addDocument(transaction, good);
      house.stores.ledger().addDocument(transaction, bad);
    });
    JsonNode ledger =
        document.require("Ledger", house.get("doctor", "/api/cases/" + caseId + "/ledger").body());
    assertThat(ledger.at("/objects/0/places/0/evidence").asText()).isEqualTo("ARCHIVED");
    ledger
        .get("documents")
        .forEach(each ->
            assertThat(each.get("valid").asBoolean())
                .isEqualTo(each.get("kind").asText().equals("STATEMENT")));
    assertThat(ledger.get("documents").size()).isEqualTo(2);
    assertThat(house.get("doctor", "/api/cases/" + caseId + "/result.pdf").statusCode())
        .isEqualTo(404);
    assertThat(house.send("doctor", "POST", "/api/cases/" + caseId + "/retry", "").body())
        .contains("WRONG_STATE");
  }

  @Test
  void theSignedResultIsHadAsTheDocumentItIs() throws Exception {
    String caseId = placedCase();
    byte[] padded = "%PDF-1.7\0".getBytes(StandardCharsets.US_ASCII);
    Attributes pdf =
        new Attributes()
            .set(Tag.SOPClassUID, UID.EncapsulatedPDFStorage)
            .set(Tag.SOPInstanceUID, "1.2.3.9")
            .set(Tag.StudyInstanceUID, "1.2.3")
            .set(Tag.SeriesInstanceUID, "1.2.3.8")
            .set(Tag.PatientID, "BN1")
            .setBytes(Tag.EncapsulatedDocument, VR.OB, padded)
            .setIntegers(Tag.EncapsulatedDocumentLength, padded.length - 1);
    CaseObject object = new CaseObject(caseId, "1.2.3.9", CaseObject.Kind.RESULT_PDF);
    house.archive.store(
        pdf,
        "test",
        (transaction, stored) -> house.stores.cases().addObjects(transaction, List.of(object)));
    HttpResponse<String> answer = house.get("doctor", "/api/cases/" + caseId + "/result.pdf");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
    assertThat(answer.body()).isEqualTo("%PDF-1.7");
  }

  @Test
  void thePacsIsAskedByKeysAndItsSilenceIsSaid() throws Exception {
    String answer = house.get("doctor", "/api/pacs/studies?patientName=Nguy%E1%BB%85n%20An").body();
    JsonNode studies = document.require("PacsStudies", answer);
    assertThat(studies.at("/studies/0/patientName").asText()).isEqualTo("Nguyễn Văn An");
    assertThat(house.pacs.asked.string(Tag.PatientName)).contains("*Nguyễn*An*");
    assertThat(house.get("doctor", "/api/pacs/studies").statusCode()).isEqualTo(400);
    assertThat(house.get("doctor", "/api/pacs/studies?studyDate=yesterday").statusCode())
        .isEqualTo(400);
    house.pacs.reachable = false;
    HttpResponse<String> silent = house.get("doctor", "/api/pacs/studies?patientID=1");
    assertThat(silent.statusCode()).isEqualTo(502);
    assertThat(silent.body()).contains("PACS_UNREACHABLE");
  }

  @Test
  void theAdministratorReadsAndKeepsWhatTheLinesDid() throws Exception {
    String period = "?from=2026-11-01&to=2026-11-22";
    JsonNode lines =
        document.require("Lines", house.get("administrator", "/api/lines" + period).body());
    assertThat(lines.path("days").get(0).path("day").asText()).isEqualTo("2026-11-01");
    assertThat(lines.path("hub").get(0).path("requiredKbps").asInt()).isEqualTo(28_000);
    assertThat(house.get("administrator", "/api/lines.csv" + period).body().lines())
        .hasSize(2)
        .last()
        .isEqualTo("2026-11-01,bv-b,0.98380,86400,85000,2,900,1100,3700,104,180");
    assertThat(house.get("administrator", "/api/lines?from=tomorrow").statusCode()).isEqualTo(400);
    assertThat(house.get("doctor", "/api/lines").statusCode()).isEqualTo(403);
  }

  @Test
  void theAdministratorSeesLinksAndWorkAndMayEcho() throws Exception {
    placedCase();
    JsonNode status = document.require("Status", house.get("administrator", "/api/status").body());
    assertThat(status.at("/jobs/0/kind").asText()).isEqualTo("ADVANCE_CASE");
    assertThat(status.at("/links/1/since").isNull()).isTrue();
    assertThat(echo("PACS_A").get("ok").asBoolean()).isTrue();
    assertThat(echo("CT1").get("ok").asBoolean()).isFalse();
    assertThat(
            house.send("administrator", "POST", "/api/echo", "{\"aeTitle\":\"EVIL\"}").statusCode())
        .isEqualTo(404);
  }

  private JsonNode echo(String aeTitle) throws Exception {
    String body = "{\"aeTitle\":\"" + aeTitle + "\"}";
    return document.require(
        "EchoResult", house.send("administrator", "POST", "/api/echo", body).body());
  }

  private void assertInvalid(String body, String code) throws Exception {
    HttpResponse<String> answer = house.send("doctor", "POST", "/api/cases", body);
    assertThat(answer.statusCode()).as(body).isBetween(400, 422);
    assertThat(document.require("Error", answer.body()).at("/error/code").asText()).isEqualTo(code);
  }

  private HttpResponse<String> login(String body) throws Exception {
    return house.send(
        house.to("/api/session").header("X-Lienvien", "1").POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> draft(String path, int revision, String text) throws Exception {
    return house.send("radiologist", "PUT", path + "/draft", text(revision, text, ""));
  }

  private HttpResponse<String> sign(String path, int revision, String text, String password)
      throws Exception {
    String extra = ",\"password\":\"" + password + "\"";
    return house.send("radiologist", "POST", path + "/sign", text(revision, text, extra));
  }

  private static String text(int revision, String conclusion, String extra) {
    return """
    {"description":"d","conclusion":"%s","recommendation":"","revision":%d%s}\
    """
        .formatted(conclusion, revision, extra);
  }

  private String placedCase() throws Exception {
    String body = house.send("doctor", "POST", "/api/cases", NEW_CASE).body();
    return document.require("PlacedCase", body).get("caseId").asText();
  }

  private String readableCase() {
    String caseId = "3f8a9c6e-0000-4000-8000-000000000001";
    house.putToRead(caseId, WebHouse.PEER, Priority.STAT, Instant.parse("2026-11-22T01:00:00Z"));
    return caseId;
  }
}
