package vn.lienvien.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last line of {@code demo.sh --once}: what happened, as JSON. */
final class Summary {
  private Summary() {}

  static String of(Consultation consultation, Evidence evidence, JsonNode caseA, JsonNode caseB) {
    int images = consultation.study().files().size();
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("ok", evidence.complete(images));
    summary.put("images", images);
    summary.put("objects", evidence.objectsPerPlace());
    summary.put("digestsEqual", evidence.digestsEqual());
    summary.put("ledgersAgree", evidence.ledgersAgree());
    summary.put("ledgerSignatures", evidence.validSignatures());
    summary.put("ledgersVerifiedOffline", evidence.verifiedOffline());
    summary.put("hisAcknowledged", evidence.hisAcknowledged());
    summary.put("originalBytes", evidence.originalBytes());
    summary.put("storedBytes", evidence.gatewayBytes());
    summary.put("ratio", Math.round(evidence.ratio() * 100) / 100.0);
    summary.put("seconds", seconds(caseA, caseB));
    try {
      return new ObjectMapper().writeValueAsString(summary);
    } catch (JsonProcessingException e) {
      throw new StageException("cannot write the summary", e);
    }
  }

  /** Seconds from the order to each step, out of both gateways' own case histories. */
  private static Map<String, Double> seconds(JsonNode caseA, JsonNode caseB) {
    Instant start = Instant.parse(caseA.path("createdAt").asText());
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("studyComplete", since(start, caseA, "PREPARING"));
    seconds.put("proved", since(start, caseA, "SENDING"));
    seconds.put("receipted", since(start, caseA, "AWAITING_RESULT"));
    seconds.put("readable", since(start, caseB, "READABLE"));
    seconds.put("signed", since(start, caseB, "SIGNED"));
    seconds.put("resultAtA", since(start, caseA, "RETURNING"));
    seconds.put("storedAtA", since(start, caseA, "SEALING"));
    seconds.put("storedAtB", since(start, caseB, "AWAITING_COUNTERSIGNATURE"));
    seconds.put("closedA", since(start, caseA, "CLOSED"));
    seconds.put("closedB", since(start, caseB, "CLOSED"));
    return seconds;
  }

  private static double since(Instant start, JsonNode one, String state) {
    for (JsonNode step : one.path("history")) {
      if (step.path("state").asText().equals(state)) {
        Instant at = Instant.parse(step.path("at").asText());
        return Math.round(Duration.between(start, at).toMillis() / 10.0) / 100.0;
      }
    }
    throw new StageException("the case never was " + state);
  }
}
