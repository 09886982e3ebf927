package vn.lienvien.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecPool;

/**
 * What a closed consultation left behind, counted from outside: from the two ledgers and from the
 * PACS files themselves, whose frames are decoded and digested anew.
 */
record Evidence(
    Map<String, Integer> objectsPerPlace,
    boolean digestsEqual,
    boolean ledgersAgree,
    int validSignatures,
    boolean verifiedOffline,
    boolean hisAcknowledged,
    List<String> faults,
    int compressed,
    long originalBytes,
    long gatewayBytes) {
  private static final int PLACES = 4;

  /** SR, PDF, the receipt for the images and the receipt for the result. */
  private static final int OBJECTS_OF_THE_RESULT = 4;

  static Evidence of(TwoHospitals stage, Consultation consultation, String caseId) {
    JsonNode ledgerA = consultation.ledgerAtA(caseId);
    JsonNode ledgerB = consultation.ledgerAtB(caseId);
    Map<String, Path> original = consultation.study().files();
    String study = consultation.study().studyInstanceUID();
    Map<String, Path> pacsA = StudyFiles.find(stage.a().pacsDirectory(), study);
    Map<String, Path> pacsB = StudyFiles.find(stage.b().pacsDirectory(), study);
    Map<String, Path> gatewayA = kept(stage.a(), study);
    Map<String, Path> gatewayB = kept(stage.b(), study);
    FilesOfTheLedger files =
        new FilesOfTheLedger(
            ledgerA,
            Map.of(
                stage.a().siteId() + " GATEWAY", gatewayA,
                stage.a().siteId() + " PACS", pacsA,
                stage.b().siteId() + " GATEWAY", gatewayB,
                stage.b().siteId() + " PACS", pacsB));
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("a.gateway", places(ledgerA, stage.a(), "GATEWAY", gatewayA));
    counts.put("a.pacs", places(ledgerA, stage.a(), "PACS", pacsA));
    counts.put("b.gateway", places(ledgerB, stage.b(), "GATEWAY", gatewayB));
    counts.put("b.pacs", places(ledgerB, stage.b(), "PACS", pacsB));
    return new Evidence(
        counts,
        sameFrames(original, pacsA, pacsB, gatewayA, gatewayB),
        signedBodies(ledgerA).size() == 1 && signedBodies(ledgerA).equals(signedBodies(ledgerB)),
        validSignatures(ledgerA),
        verifiedOffline(stage, ledgerA) && verifiedOffline(stage, ledgerB),
        !consultation.caseAtA(caseId).path("hisAcknowledgedAt").isNull(),
        faults(new Counting(stage, consultation, original.size() + OBJECTS_OF_THE_RESULT), files),
        files.compressed(),
        StudyFiles.totalBytes(original.values()),
        StudyFiles.totalBytes(original.keySet().stream().map(gatewayA::get).toList()));
  }

  /**
   * All is as Article 8(3) asks: images and the result's objects, no fewer and no more, at four
   * places, equal, acknowledged, signed by both.
   */
  boolean complete(int images) {
    return objectsPerPlace.size() == PLACES
        && Set.copyOf(objectsPerPlace.values()).equals(Set.of(images + OBJECTS_OF_THE_RESULT))
        && digestsEqual
        && ledgersAgree
        && validSignatures == 2
        && verifiedOffline
        && hisAcknowledged
        && faults.isEmpty();
  }

  private static Map<String, Path> kept(Hospital site, String studyInstanceUID) {
    return StudyFiles.byUID(new GatewayDisk(site.gatewayDirectory()).filesOf(studyInstanceUID));
  }

  private static List<String> faults(Counting counting, FilesOfTheLedger files) {
    List<String> faults = new ArrayList<>(counting.faults());
    faults.addAll(files.faults());
    return List.copyOf(faults);
  }

  double ratio() {
    return (double) originalBytes / gatewayBytes;
  }

  /** Objects that the ledger says are at the place and whose file really lies there. */
  private static int places(JsonNode ledger, Hospital site, String place, Map<String, Path> files) {
    int count = 0;
    for (JsonNode object : ledger.path("objects")) {
      for (JsonNode entry : object.path("places")) {
        boolean here =
            entry.path("siteId").asText().equals(site.siteId())
                && entry.path("place").asText().equals(place);
        if (here && files.containsKey(object.path("sopInstanceUID").asText())) {
          count++;
        }
      }
    }
    return count;
  }

  @SafeVarargs
  private static boolean sameFrames(Map<String, Path> original, Map<String, Path>... copies) {
    try (FrameCodecPool pool = FrameCodecPool.open(CodecSettings.defaults())) {
      for (Map.Entry<String, Path> instance : original.entrySet()) {
        String digest = StudyFiles.framesDigest(instance.getValue(), pool);
        for (Map<String, Path> copy : copies) {
          Path file = copy.get(instance.getKey());
          if (file == null || !StudyFiles.framesDigest(file, pool).equals(digest)) {
            return false;
          }
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the codecs", e);
    }
  }

  /** The texts that were signed as ledgers: one, the same at both sites, when all is well. */
  private static Set<String> signedBodies(JsonNode ledger) {
    Set<String> bodies = new HashSet<>();
    for (JsonNode document : ledger.path("documents")) {
      if (document.path("kind").asText().equals("LEDGER")) {
        bodies.add(document.path("body").asText());
      }
    }
    return bodies;
  }

  /** An auditor's check: the saved ledger and the authority's certificate, no gateway. */
  private static boolean verifiedOffline(TwoHospitals stage, JsonNode ledger) {
    Path saved = stage.a().directory().resolveSibling("ledger.json");
    GatewayConfig.write(saved, ledger.toString());
    Path authority = stage.a().gatewayDirectory().resolve("identity/ca.crt");
    return stage
            .launcher()
            .run("verify", "--certificate", authority.toString(), saved.toString())
            .exitCode()
        == 0;
  }

  private static int validSignatures(JsonNode ledger) {
    Set<String> signers = new HashSet<>();
    for (JsonNode document : ledger.path("documents")) {
      if (document.path("kind").asText().equals("LEDGER") && document.path("valid").asBoolean()) {
        signers.add(document.path("siteId").asText());
      }
    }
    return signers.size();
  }
}
