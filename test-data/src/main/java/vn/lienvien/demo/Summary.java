package vn.lienvien.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The last line of {@code demo.sh --once}: what happened, as JSON. */
final class Summary {
  private Summary() {}

  /** Both gateways' cases at the end, and the emulated line between them where there was one. */
  record Ending(JsonNode caseA, JsonNode caseB, Optional<OverTheLine> line) {}

  /**
   * The study's way over the emulated line.
   *
   * @param use fewest bytes x 8 / seconds / the line's rate
   */
  record OverTheLine(String line, long fewestBytes, double seconds, double use) {}

  static String of(Consultation consultation, Evidence evidence, Ending ending) {
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
    summary.put("faults", evidence.faults());
    summary.put("compressed", evidence.compressed());
    summary.put("originalBytes", evidence.originalBytes());
    summary.put("storedBytes", evidence.gatewayBytes());
    summary.put("ratio", Math.round(evidence.ratio() * 100) / 100.0);
    summary.put("seconds", seconds(ending.caseA(), ending.caseB()));
    ending.line().ifPresent(line -> summary.put("overTheLine", line));
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

  /** Seconds between two states of a case in its own history. */
  static double between(JsonNode one, String earlier, String later) {
    Instant start = Instant.parse(one.path("createdAt").asText());
    return since(start, one, later) - since(start, one, earlier);
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
