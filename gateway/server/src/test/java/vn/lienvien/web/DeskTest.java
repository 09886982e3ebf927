package vn.lienvien.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.model.Priority;
import vn.lienvien.model.ReadingResult;
import vn.lienvien.model.Site;
import vn.lienvien.security.Account;
import vn.lienvien.security.Role;

/** What people do about cases over real HTTP; every answer is held to the OpenAPI document. */
class DeskTest {
  private static final String CASE = "3f8a9c6e-0000-4000-8000-00000000000";

  @TempDir Path directory;
  @AutoClose private WebHouse house;
  private ApiDocument document;

  @BeforeEach
  void open() throws Exception {
    house = new WebHouse(directory);
    document = new ApiDocument();
    house.people.accounts.add(new Account("bs.an", "BS. Lê An", Set.of(Role.RADIOLOGIST)));
  }

  @Test
  void aRadiologistTakesACaseAndAnotherOneTakesItOverOnlyOnPurpose() throws Exception {
    insert(1, WebHouse.PEER, Priority.STAT);
    JsonNode taken = document.require("Note", note("radiologist", "ACCEPTED", "", "").body());
    assertThat(taken.get("authorName").asText()).isEqualTo("BS radiologist");
    assertThat(note("bs.an", "ACCEPTED", "", "").body()).contains("CASE_TAKEN");
    JsonNode mine =
        document.require("CaseList", house.get("radiologist", "/api/cases?assignee=me").body());
    assertThat(mine.at("/cases/0/assignedTo/username").asText()).isEqualTo("radiologist");
    assertThat(house.get("bs.an", "/api/cases?assignee=me").body()).contains("\"total\":0");
    String over = "{\"kind\":\"ACCEPTED\",\"takeOver\":true}";
    assertThat(post("bs.an", over).statusCode()).isEqualTo(200);
    JsonNode people = document.require("People", house.get("bs.an", "/api/radiologists").body());
    assertThat(people.get("people").size()).isEqualTo(2);
    assertThat(note("bs.an", "HANDED_OVER", "doctor", "").body()).contains("INVALID_FIELD");
    JsonNode handed =
        document.require("Note", note("bs.an", "HANDED_OVER", "radiologist", "").body());
    assertThat(handed.get("text").asText()).isEqualTo("BS radiologist");
    assertThat(house.audited())
        .contains(
            "radiologist TAKE_CASE " + CASE + "1 SUCCESS",
            "bs.an HAND_OVER_CASE " + CASE + "1 SUCCESS");
    assertThat(note("doctor", "ACCEPTED", "", "").statusCode()).isEqualTo(403);
  }

  @Test
  void aCriticalFindingStandsOnTopUntilItIsAcknowledged() throws Exception {
    insert(1, WebHouse.PEER, Priority.ROUTINE);
    insert(2, WebHouse.PEER, Priority.STAT);
    assertThat(firstCase("")).isEqualTo(CASE + "2");
    note("radiologist", "CRITICAL_FINDING", "", "Chảy máu não");
    JsonNode list = document.require("CaseList", house.get("radiologist", "/api/cases").body());
    assertThat(list.at("/cases/0/caseId").asText()).isEqualTo(CASE + "1");
    assertThat(list.at("/cases/0/critical").asText()).isEqualTo("OPEN");
    JsonNode detail =
        document.require("CaseDetail", house.get("radiologist", "/api/cases/" + CASE + "1").body());
    assertThat(detail.at("/notes/0/text").asText()).isEqualTo("Chảy máu não");
    assertThat(detail.get("critical").asText()).isEqualTo("OPEN");
  }

  @Test
  void anAddendumNeedsThePasswordAndASignedResult() throws Exception {
    insert(1, WebHouse.PEER, Priority.STAT);
    assertThat(addendum("guess").body()).contains("BAD_CREDENTIALS");
    assertThat(addendum(house.people.password("radiologist")).body()).contains("WRONG_STATE");
    house.database.commit(tx ->
        house
            .stores
            .results()
            .sign(
                tx,
                new ReadingResult(
                    CASE + "1", "", "c", "", "x", "x", 0, Instant.EPOCH, Optional.empty())));
    document.require("Note", addendum(house.people.password("radiologist")).body());
    assertThat(house.audited()).contains("radiologist SIGN_ADDENDUM " + CASE + "1 SUCCESS");
  }

  @Test
  void onlyOneDoctorWritesAtATimeUnlessTheOtherTakesOver() throws Exception {
    insert(1, WebHouse.PEER, Priority.STAT);
    String path = "/api/cases/" + CASE + "1";
    String keep = "{\"takeOver\":false}";
    document.require("Writer", house.send("radiologist", "POST", path + "/writing", keep).body());
    JsonNode other =
        document.require("Writer", house.send("bs.an", "POST", path + "/writing", keep).body());
    assertThat(other.get("username").asText()).isEqualTo("radiologist");
    String draft =
        "{\"description\":\"\",\"conclusion\":\"x\",\"recommendation\":\"\",\"revision\":0}";
    assertThat(house.send("bs.an", "PUT", path + "/draft", draft).body()).contains("DRAFT_LOCKED");
    house.send("bs.an", "POST", path + "/writing", "{\"takeOver\":true}");
    assertThat(house.send("bs.an", "PUT", path + "/draft", draft).statusCode()).isEqualTo(200);
    assertThat(house.send("radiologist", "PUT", path + "/draft", draft).body())
        .contains("DRAFT_LOCKED");
    assertThat(house.bytes(house.as("bs.an", path + "/draft.pdf")).body())
        .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
    assertThat(house.audited()).contains("bs.an TAKE_OVER_DRAFT " + CASE + "1 SUCCESS");
    house.send("bs.an", "DELETE", path + "/writing", "");
    assertThat(house.get("radiologist", path).body()).contains("\"writer\":null");
  }

  @Test
  void theListIsNarrowedDownAndSorted() throws Exception {
    insert(1, WebHouse.PEER, Priority.ROUTINE);
    insert(2, new Site("bv-c", "Bệnh viện C"), Priority.STAT);
    JsonNode all = document.require("CaseList", house.get("radiologist", "/api/cases").body());
    assertThat(all.at("/sites").size()).isEqualTo(2);
    assertThat(firstCase("?site=bv-b")).isEqualTo(CASE + "1");
    assertThat(firstCase("?sort=OLDEST")).isEqualTo(CASE + "1");
    assertThat(firstCase("?sort=NEWEST")).isEqualTo(CASE + "2");
    assertThat(firstCase("?state=READABLE,CLOSED")).isEqualTo(CASE + "2");
    assertThat(house.get("radiologist", "/api/cases?assignee=nobody").body())
        .contains("\"total\":2");
    assertThat(house.get("radiologist", "/api/cases?modality=CT").body()).contains("\"total\":0");
    assertThat(house.get("radiologist", "/api/cases?to=2020-01-01").body()).contains("\"total\":0");
    assertThat(house.get("radiologist", "/api/cases?from=today").statusCode()).isEqualTo(400);
  }

  @Test
  void templatesComeShippedAndAreChangedByOneHandAtATime() throws Exception {
    JsonNode shipped =
        document.require("Templates", house.get("radiologist", "/api/templates").body());
    assertThat(shipped.get("templates").size()).isGreaterThan(5);
    String mine =
        "{\"revision\":%s,\"templates\":[],\"phrases\":[{\"key\":\"bt\",\"text\":\"Bình thường\"}]}"
            .formatted(shipped.get("revision"));
    HttpResponse<String> kept = house.send("radiologist", "PUT", "/api/templates", mine);
    assertThat(document.require("Templates", kept.body()).get("phrases").size()).isEqualTo(1);
    assertThat(house.send("bs.an", "PUT", "/api/templates", mine).body())
        .contains("TEMPLATES_CHANGED");
    assertThat(Files.readString(house.templates)).contains("Bình thường");
    assertThat(house.get("doctor", "/api/templates").statusCode()).isEqualTo(403);
  }

  @Test
  void priorsAreListedForWhoMaySeeTheCase() throws Exception {
    insert(1, WebHouse.PEER, Priority.STAT);
    String path = "/api/cases/" + CASE + "1/priors";
    JsonNode none = document.require("Priors", house.get("radiologist", path).body());
    assertThat(none.get("priors").size()).isZero();
    assertThat(house.get("doctor", path).statusCode()).isEqualTo(403);
  }

  @Test
  void eachPersonsSettingsAreTheirOwn() throws Exception {
    String path = "/api/preferences/saved-filters";
    assertThat(house.get("doctor", path).body()).isEqualTo("{\"value\":null}");
    assertThat(house.send("doctor", "PUT", path, "{\"value\":[{\"name\":\"x\"}]}").statusCode())
        .isEqualTo(204);
    house.send("doctor", "PUT", path, "{\"value\":[{\"name\":\"đêm\"}]}");
    assertThat(document.require("Preference", house.get("doctor", path).body()).toString())
        .contains("đêm");
    assertThat(house.get("radiologist", path).body()).isEqualTo("{\"value\":null}");
    assertThat(house.get("doctor", "/api/preferences/X").statusCode()).isEqualTo(404);
  }

  @Test
  void aPageIsToldOfChangesAsTheyHappenUntilItsSessionEnds() throws Exception {
    HttpResponse<java.io.InputStream> events =
        HttpClient.newHttpClient()
            .send(house.as("radiologist", "/api/events").build(), BodyHandlers.ofInputStream());
    assertThat(events.headers().firstValue("Content-Type")).contains("text/event-stream");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).startsWith("retry:");
      insert(1, WebHouse.PEER, Priority.STAT);
      assertThat(next(lines)).isEqualTo("event: cases");
      assertThat(lines.readLine()).isEqualTo("data: {\"caseIds\":[\"" + CASE + "1\"]}");
      house.send(house.as("radiologist", "/api/session").DELETE());
      insert(2, WebHouse.PEER, Priority.STAT);
      assertThat(lines.lines().toList())
          .as("what happened meanwhile, then the end")
          .contains("data: {\"caseIds\":[\"" + CASE + "2\"]}");
    }
  }

  @Test
  void aPageThatRefreshesItselfDoesNotKeepTheSessionAlive() throws Exception {
    String endsAt = session(false);
    assertThat(session(true)).isEqualTo(endsAt);
    assertThat(Instant.parse(session(false))).isAfter(Instant.parse(endsAt));
  }

  private String session(boolean background) throws Exception {
    var request = house.as("doctor", "/api/session");
    if (background) {
      request.header("X-Lienvien-Background", "1");
    }
    return document.require("Session", house.send(request).body()).get("endsAt").asText();
  }

  private static String next(BufferedReader lines) throws Exception {
    String line = lines.readLine();
    while (line.isEmpty() || line.equals(":")) {
      line = lines.readLine();
    }
    return line;
  }

  private String firstCase(String query) throws Exception {
    JsonNode list =
        document.require("CaseList", house.get("radiologist", "/api/cases" + query).body());
    return list.at("/cases/0/caseId").asText();
  }

  private HttpResponse<String> addendum(String password) throws Exception {
    return post(
        "radiologist",
        "{\"kind\":\"ADDENDUM\",\"text\":\"thêm\",\"takeOver\":false,\"password\":\"%s\"}"
            .formatted(password));
  }

  private HttpResponse<String> note(String who, String kind, String about, String text)
      throws Exception {
    return post(
        who,
        "{\"kind\":\"%s\",\"about\":\"%s\",\"text\":\"%s\",\"takeOver\":false}"
            .formatted(kind, about, text));
  }

  private HttpResponse<String> post(String who, String body) throws Exception {
    return house.send(who, "POST", "/api/cases/" + CASE + "1/notes", body);
  }

  private void insert(int number, Site from, Priority priority) {
    Instant at = Instant.parse("2026-11-22T01:00:00Z").plusSeconds(number);
    house.putToRead(CASE + number, from, priority, at);
  }
}
