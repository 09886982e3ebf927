package vn.lienvien.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.archive.StoredHook;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.Priority;

/** What the administrator's pages do, over real HTTP and a real archive. */
class AdministrationTest {
  @TempDir Path directory;
  @AutoClose private WebHouse house;
  private ApiDocument document;

  @BeforeEach
  void open() throws Exception {
    house = new WebHouse(directory);
    document = new ApiDocument();
  }

  @Test
  void workIsDoneNowOrTakenAway() throws Exception {
    house.database.commit(tx ->
        house
            .rooms
            .outbox()
            .put(tx, JobKind.STORE_TO_PACS, "case-1", Priority.ROUTINE, Duration.ofHours(1)));
    JsonNode job =
        document.require("Status", house.get("administrator", "/api/status").body()).at("/jobs/0");
    String path = "/api/jobs/" + job.get("jobId").asText();
    assertThat(house.send("doctor", "POST", path + "/retry", "").statusCode()).isEqualTo(403);
    assertThat(house.send("administrator", "POST", path + "/retry", "").statusCode())
        .isEqualTo(204);
    String dueNow = house.rooms.outbox().all().getFirst().job().dueAt().toString();
    assertThat(dueNow).isLessThan(job.get("dueAt").asText());
    assertThat(house.send("administrator", "DELETE", path, "").statusCode()).isEqualTo(204);
    assertThat(house.rooms.outbox().all()).isEmpty();
    assertThat(house.send("administrator", "DELETE", path, "").body()).contains("WRONG_STATE");
    assertThat(house.audited())
        .contains("administrator CHANGE_WORK " + job.get("jobId").asText() + " SUCCESS");
  }

  @Test
  void aStudyOfTheArchiveIsSentToADestinationByHand() throws Exception {
    store("Nguyễn Văn An", "1");
    String path = "/api/destinations/cloud/studies";
    String study = "{\"studyInstanceUID\":\"1.2.3\"}";
    assertThat(house.send("radiologist", "POST", path, study).statusCode()).isEqualTo(403);
    assertThat(house.send("administrator", "POST", path, study).statusCode()).isEqualTo(202);
    JsonNode all =
        document.require("Destinations", house.get("administrator", "/api/destinations").body());
    assertThat(all.at("/destinations/0/sending")).isEmpty();
    assertThat(all.at("/destinations/1/destination/objects").asInt()).isEqualTo(60);
    assertThat(all.at("/destinations/1/sending/0/studyInstanceUID").asText()).isEqualTo("1.2.3");
    assertThat(house.audited()).contains("administrator FORWARD_STUDY cloud/1.2.3 SUCCESS");
    String unknown = "{\"studyInstanceUID\":\"1.2.4\"}";
    assertThat(house.send("administrator", "POST", path, unknown).statusCode()).isEqualTo(404);
    assertThat(
            house
                .send("administrator", "POST", "/api/destinations/nowhere/studies", study)
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void capsOfALinkAreSetAndForgotten() throws Exception {
    String path = "/api/link-caps/bv-c";
    String wanted =
        "{\"windows\":[{\"direction\":\"SEND\",\"bitsPerSecond\":2000000,\"from\":\"07:00\","
            + "\"to\":\"17:00\",\"days\":[\"TUESDAY\",\"MONDAY\"]}],\"statExempt\":true}";
    assertThat(house.send("doctor", "PUT", path, wanted).statusCode()).isEqualTo(403);
    assertThat(house.send("administrator", "PUT", path, wanted).statusCode()).isEqualTo(204);
    JsonNode set = caps();
    assertThat(set.at("/links").findValuesAsText("siteId")).containsExactly("*", "bv-c", "bv-b");
    assertThat(set.at("/links/1/windows/0/days").toString()).isEqualTo("[\"MONDAY\",\"TUESDAY\"]");
    assertThat(set.at("/links/1/edited").asBoolean()).isTrue();
    assertThat(house.audited()).contains("administrator CHANGE_LINK_CAPS bv-c SUCCESS");
    assertThat(house.send("administrator", "DELETE", path, "").statusCode()).isEqualTo(204);
    assertThat(caps().toString()).doesNotContain("\"edited\":true");
    for (String faulty :
        List.of(
            wanted.replace("2000000", "10"),
            wanted.replace("07:00", "7"),
            wanted.replace("\"TUESDAY\",\"MONDAY\"", ""))) {
      assertThat(house.send("administrator", "PUT", path, faulty).body()).contains("INVALID_FIELD");
    }
    assertThat(house.send("administrator", "PUT", "/api/link-caps/nobody", wanted).statusCode())
        .isEqualTo(404);
  }

  private JsonNode caps() throws Exception {
    return document.require("LinkCaps", house.get("administrator", "/api/link-caps").body());
  }

  @Test
  void anAccountIsMadeDisabledAndGivenANewPassword() throws Exception {
    String wanted =
        "{\"username\":\"bs.moi\",\"displayName\":\"BS. Mới\",\"roles\":[\"RADIOLOGIST\"]}";
    String made = house.send("administrator", "POST", "/api/accounts", wanted).body();
    String password = document.require("GeneratedPassword", made).get("password").asText();
    assertThat(house.people.accounts.authenticate("bs.moi", password)).isPresent();
    assertThat(house.send("administrator", "POST", "/api/accounts", wanted).body())
        .contains("ACCOUNT_EXISTS");
    String token = house.people.sessions.open("bs.moi");
    String disabled = "/api/accounts/bs.moi/disabled";
    house.send("administrator", "PUT", disabled, "{\"disabled\":true}");
    assertThat(house.people.accounts.authenticate("bs.moi", password)).isEmpty();
    assertThat(
            house.send(house.to("/api/session").header("Cookie", "lienvien=" + token)).statusCode())
        .as("an open session ends with the account")
        .isEqualTo(401);
    JsonNode all = document.require("Accounts", house.get("administrator", "/api/accounts").body());
    assertThat(all.toString()).contains("\"disabled\":true").doesNotContain("password");
    house.send("administrator", "PUT", disabled, "{\"disabled\":false}");
    String reset = house.send("administrator", "POST", "/api/accounts/bs.moi/password", "").body();
    String second = document.require("GeneratedPassword", reset).get("password").asText();
    assertThat(house.people.accounts.authenticate("bs.moi", password)).isEmpty();
    assertThat(house.people.accounts.authenticate("bs.moi", second)).isPresent();
    assertThat(
            house
                .send(
                    "administrator",
                    "PUT",
                    "/api/accounts/administrator/disabled",
                    "{\"disabled\":true}")
                .body())
        .contains("OWN_ACCOUNT");
    assertThat(house.get("radiologist", "/api/accounts").statusCode()).isEqualTo(403);
  }

  @Test
  void aNewcomerInQuarantineIsComparedAndAcceptedUnderAUidOfItsOwn() throws Exception {
    store("Nguyễn Văn An", "1");
    store("Trần Thị Bình", "2");
    JsonNode item = quarantine().at("/items/0");
    assertThat(item.get("attributes").toString())
        .contains(
            "{\"keyword\":\"PatientName\",\"kept\":\"Nguyễn Văn An\",\"newcomer\":\"Trần Thị Bình\"}");
    String path = "/api/quarantine/" + item.get("quarantineId").asText();
    assertThat(judge(path, true, " ").contains("INVALID_FIELD")).isTrue();
    assertThat(judge(path, true, "hai máy dùng chung UID")).isEmpty();
    assertThat(quarantine().get("items").size()).isZero();
    assertThat(house.archive.statistics().quarantined()).isZero();
    InstanceRecord accepted =
        house.archive.instances("1.2.3").stream()
            .filter(i -> !i.sopInstanceUID().equals("1.2.3.4"))
            .findFirst()
            .orElseThrow();
    Attributes read = DicomFile.read(accepted.file()).dataset();
    assertThat(read.string(Tag.PatientName, "")).isEqualTo("Trần Thị Bình");
    Attributes original = read.item(Tag.OriginalAttributesSequence).orElseThrow();
    assertThat(
            original
                .item(Tag.ModifiedAttributesSequence)
                .orElseThrow()
                .string(Tag.SOPInstanceUID, ""))
        .isEqualTo("1.2.3.4");
    assertThat(judge(path, true, "again")).contains("NOT_FOUND");
  }

  @Test
  void aNewcomerThatIsDiscardedLeavesTheArchiveAsItWas() throws Exception {
    store("Nguyễn Văn An", "1");
    store("Nguyễn Văn Anh", "2");
    String path = "/api/quarantine/" + quarantine().at("/items/0/quarantineId").asText();
    assertThat(judge(path, false, "gửi nhầm")).isEmpty();
    assertThat(house.archive.instances("1.2.3")).hasSize(1);
    store("Nguyễn Văn Anh", "2");
    assertThat(quarantine().get("items").size()).as("the same again is judged already").isZero();
    assertThat(house.audited()).anyMatch(line -> line.contains("JUDGE_QUARANTINE"));
  }

  @Test
  void aDryRunSaysWhichRuleWouldTakeAStudyAndMakesNoCase() throws Exception {
    JsonNode rules =
        document.require("RoutingRules", house.get("administrator", "/api/routing").body());
    assertThat(rules.at("/rules/0/fromAETitle").asText()).isEqualTo("CT1");
    store("Nguyễn Văn An", "1");
    JsonNode here = preview("1.2.3");
    assertThat(here.get("instances").asInt()).isEqualTo(1);
    assertThat(here.at("/verdicts/0/applies").asBoolean())
        .as("no association brought it")
        .isFalse();
    assertThat(preview("1.2.9").get("instances").asInt()).isZero();
    assertThat(house.get("administrator", "/api/cases").body()).contains("\"total\":0");
  }

  private JsonNode preview(String uid) throws Exception {
    String body = "{\"studyInstanceUID\":\"" + uid + "\"}";
    return document.require(
        "RoutingPreview", house.send("administrator", "POST", "/api/routing/preview", body).body());
  }

  private JsonNode quarantine() throws Exception {
    return document.require("Quarantine", house.get("administrator", "/api/quarantine").body());
  }

  private String judge(String path, boolean accept, String reason) throws Exception {
    String body = "{\"accept\":%s,\"reason\":\"%s\"}".formatted(accept, reason);
    return house.send("administrator", "POST", path, body).body();
  }

  private void store(String patientName, String number) throws Exception {
    Attributes dataset =
        new Attributes()
            .useUnicode()
            .set(Tag.SOPClassUID, UID.BasicTextSRStorage)
            .set(Tag.SOPInstanceUID, "1.2.3.4")
            .set(Tag.StudyInstanceUID, "1.2.3")
            .set(Tag.SeriesInstanceUID, "1.2.3.1")
            .set(Tag.Modality, "SR")
            .set(Tag.PatientID, "BN1")
            .set(Tag.PatientName, patientName)
            .set(Tag.InstanceNumber, number);
    house.archive.store(dataset, "CT1", StoredHook.NONE);
  }
}
