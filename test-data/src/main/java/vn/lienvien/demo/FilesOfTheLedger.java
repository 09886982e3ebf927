package vn.lienvien.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;

/**
 * The files on the four disks against what the ledger says of them: digests of the gateways' files,
 * equal documents everywhere.
 *
 * @param places files by SOP Instance UID, by {@code <site> <GATEWAY|PACS>}
 */
record FilesOfTheLedger(JsonNode ledger, Map<String, Map<String, Path>> places) {
  /** What does not agree, in sentences; empty when all does. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (JsonNode object : ledger.path("objects")) {
      String uid = object.path("sopInstanceUID").asText();
      for (JsonNode place : object.path("places")) {
        String at = place.path("siteId").asText() + " " + place.path("place").asText();
        Path file = places.getOrDefault(at, Map.of()).get(uid);
        if (file == null) {
          faults.add("%s is not on the disk of %s".formatted(uid, at));
        } else if (at.endsWith("GATEWAY")
            && !sha256(file).equals(place.path("fileDigest").asText())) {
          faults.add("the file of %s at %s is not the ledger's".formatted(uid, at));
        }
      }
      if (!object.path("kind").asText().equals("IMAGE")) {
        addUnequalDocuments(uid, faults);
      }
    }
    return faults;
  }

  private void addUnequalDocuments(String uid, List<String> faults) {
    long different =
        places.values().stream()
            .map(files -> files.get(uid))
            .filter(file -> file != null)
            .map(file -> read(file).dataset())
            .distinct()
            .count();
    if (different != 1) {
      faults.add("%s is %d different documents at its places".formatted(uid, different));
    }
  }

  /** How many images lie losslessly compressed in both gateways. */
  int compressed() {
    int count = 0;
    for (JsonNode object : ledger.path("objects")) {
      String uid = object.path("sopInstanceUID").asText();
      boolean both =
          object.path("kind").asText().equals("IMAGE")
              && places.entrySet().stream()
                  .filter(place -> place.getKey().endsWith("GATEWAY"))
                  .map(place -> place.getValue().get(uid))
                  .allMatch(file -> file != null && isCompressed(file));
      count += both ? 1 : 0;
    }
    return count;
  }

  private static boolean isCompressed(Path file) {
    return read(file).transferSyntaxUID().equals(UID.JPEG2000Lossless);
  }

  private static DicomFile read(Path file) {
    try {
      return DicomFile.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static String sha256(Path file) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
