package vn.lienvien.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienvien.dicom.data.Tag;

/** One consultation on the stage, step by step, seen through both gateways' APIs. */
final class Consultation {
  private static final Duration LIMIT = Duration.ofMinutes(8);
  private static final String DESCRIPTION =
      "Ổ tăng tỷ trọng vùng bán cầu phải, kích thước 28 x 38 mm, phù quanh ổ nhẹ.\n"
          + "Hệ thống não thất không giãn, đường giữa lệch trái 3 mm.";
  private static final String CONCLUSION = "Xuất huyết não cấp, chưa có thoát vị não.";
  private static final String RECOMMENDATION =
      "Chụp lại CT sọ não sau 6 giờ; hội chẩn ngoại thần kinh ngay.";
  private static final Map<String, String> TEXT =
      Map.of(
          "description", DESCRIPTION, "conclusion", CONCLUSION, "recommendation", RECOMMENDATION);

  private final TwoHospitals stage;
  private final StudyFiles study;
  private final ApiClient doctorA;
  private final ApiClient radiologistB;

  Consultation(TwoHospitals stage, StudyFiles study) {
    this.stage = stage;
    this.study = study;
    this.doctorA = new ApiClient(stage.requestingDoctor());
    this.radiologistB = new ApiClient(stage.radiologist());
    doctorA.login();
    radiologistB.login();
  }

  StudyFiles study() {
    return study;
  }

  /** Puts the study into hospital A's PACS, as its modality would. */
  void loadPacs() {
    send("LOADER", stage.a().pacsAETitle(), stage.a().pacsDicomPort());
  }

  /** Pushes the study to gateway A itself, under the AE title that a routing rule names. */
  void pushToGateway() {
    send(GatewayConfig.MODALITY, stage.a().gatewayAETitle(), stage.a().gatewayDicomPort());
  }

  /** As if the study had been sent on before: B's gateway and PACS have it, uncompressed. */
  void bringToConsultant() {
    send(stage.b().pacsAETitle(), stage.b().gatewayAETitle(), stage.b().gatewayDicomPort());
    send("LOADER", stage.b().pacsAETitle(), stage.b().pacsDicomPort());
  }

  private void send(String callingAETitle, String calledAETitle, int port) {
    List<String> arguments =
        new ArrayList<>(List.of("dicom", "send", "-aet", callingAETitle, "-aec", calledAETitle));
    arguments.addAll(List.of(stage.a().address(), Integer.toString(port)));
    study.files().values().forEach(file -> arguments.add(file.toString()));
    stage.launcher().require(stage.a().place(), arguments.toArray(String[]::new));
  }

  /** A doctor at A finds the study at the PACS in the web page and asks for a reading of it. */
  void pickInWebPage() {
    JsonNode found =
        doctorA.get("/api/pacs/studies?patientID=" + study.firstHeader().string(Tag.PatientID, ""));
    JsonNode picked = found.path("studies").path(0);
    Map<String, Object> request = new HashMap<>();
    for (String key :
        List.of(
            "studyInstanceUID",
            "patientID",
            "patientName",
            "patientBirthDate",
            "patientSex",
            "accessionNumber")) {
      request.put(key, picked.path(key).asText());
    }
    request.put("reasonForStudy", "Nghi tổn thương khu trú.");
    request.put("relevantClinicalInformation", "Chóng mặt kéo dài ba tuần.");
    request.put("priority", "URGENT");
    request.put("consultingSiteId", stage.b().siteId());
    doctorA.post("/api/cases", request);
  }

  /** HIS A orders the reading; the gateway must acknowledge with AA. */
  void order(Path message) {
    stage
        .launcher()
        .require(
            "hl7",
            "send",
            "--to",
            stage.a().address() + ":" + stage.a().gatewayHl7Port(),
            message.toString());
  }

  /** Waits until the case is in one of the states at B; gives its id. */
  String awaitAtB(String... states) {
    return await(radiologistB, "B", List.of(states)).path("caseId").asText();
  }

  String awaitAtA(String... states) {
    return await(doctorA, "A", List.of(states)).path("caseId").asText();
  }

  /** The radiologist writes, saves and signs. */
  void readAndSign(String caseId) {
    Map<String, Object> body = new HashMap<>(TEXT);
    body.put("revision", 0);
    JsonNode draft = radiologistB.put("/api/cases/" + caseId + "/draft", body);
    body.put("revision", draft.path("revision").asInt());
    body.put("password", stage.radiologist().password());
    radiologistB.post("/api/cases/" + caseId + "/sign", body);
  }

  /** As {@link #readAndSign}, again and again while the gateway is being killed. */
  void readAndSignDespiteRestarts(String caseId) {
    Await.answer(
        "the result to be signed",
        LIMIT,
        () -> {
          Optional<JsonNode> seen = radiologistB.tryGet("/api/cases/" + caseId);
          if (seen.isPresent() && seen.get().path("signed").asBoolean()) {
            return Optional.of(true);
          }
          seen.ifPresent(any -> trySign(caseId, any.path("result").path("revision").asInt(0)));
          return Optional.empty();
        });
  }

  private void trySign(String caseId, int revision) {
    Map<String, Object> body = new HashMap<>(TEXT);
    body.put("revision", revision);
    body.put("password", stage.radiologist().password());
    radiologistB.tryPost("/api/cases/" + caseId + "/sign", body);
  }

  /** The case as A lists it now, where it has come to be one. */
  Optional<JsonNode> seenAtA() {
    return caseOfStudy(doctorA);
  }

  /** As {@link #seenAtA()}, at B. */
  Optional<JsonNode> seenAtB() {
    return caseOfStudy(radiologistB);
  }

  JsonNode casesAtA() {
    return doctorA.get("/api/cases?limit=100");
  }

  JsonNode casesAtB() {
    return radiologistB.get("/api/cases?limit=100");
  }

  JsonNode caseAtA(String caseId) {
    return doctorA.get("/api/cases/" + caseId);
  }

  JsonNode caseAtB(String caseId) {
    return radiologistB.get("/api/cases/" + caseId);
  }

  JsonNode ledgerAtA(String caseId) {
    return doctorA.get("/api/cases/" + caseId + "/ledger");
  }

  JsonNode ledgerAtB(String caseId) {
    return radiologistB.get("/api/cases/" + caseId + "/ledger");
  }

  private JsonNode await(ApiClient client, String site, List<String> states) {
    return Await.answer(
        "the case to be " + String.join(" or ", states) + " at " + site,
        LIMIT,
        () -> caseOfStudy(client).filter(found -> isIn(found, states, site)));
  }

  private Optional<JsonNode> caseOfStudy(ApiClient client) {
    return client
        .tryGet("/api/cases?limit=100")
        .flatMap(answer -> {
          for (JsonNode one : answer.path("cases")) {
            if (one.path("studyInstanceUID").asText().equals(study.studyInstanceUID())) {
              return Optional.of(one);
            }
          }
          return Optional.empty();
        });
  }

  private static boolean isIn(JsonNode found, List<String> states, String site) {
    String state = found.path("state").asText();
    if (state.equals("NEEDS_ATTENTION") && !states.contains(state)) {
      throw new StageException(
          "the case needs attention at " + site + ": " + found.path("reason").asText());
    }
    return states.contains(state);
  }
}
