package vn.lienvien.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the HIS stand-in has been sent, read with nothing of ours: bars, hats and pdftotext. */
record ResultMessages(Path directory) {
  /** The segments of one message, each split at its bars. */
  private record Message(List<String[]> segments) {
    static Message read(Path file) throws IOException {
      List<String[]> segments = new ArrayList<>();
      for (String segment : Files.readString(file, StandardCharsets.UTF_8).split("[\r\n]+", -1)) {
        segments.add(segment.split("\\|", -1));
      }
      return new Message(segments);
    }

    /** SEG-n; MSH-1 is the first bar itself. */
    String field(String segment, int number) {
      int at = segment.equals("MSH") ? number - 1 : number;
      return segments.stream()
          .filter(fields -> fields[0].equals(segment) && fields.length > at)
          .map(fields -> fields[at])
          .findFirst()
          .orElse("");
    }

    String observation(String type, String code) {
      return segments.stream()
          .filter(fields -> fields[0].equals("OBX") && fields[2].equals(type))
          .filter(fields -> fields[3].startsWith(code + "^"))
          .map(fields -> fields[5])
          .findFirst()
          .orElse("");
    }
  }

  /** One message about this patient, under a control ID of its own, as ordered and as signed. */
  void assertTellsOnce(JsonNode caseAtA) throws IOException, InterruptedException {
    List<Message> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        all.add(Message.read(file));
      }
    }
    Set<String> controlIDs = new HashSet<>();
    all.forEach(message -> controlIDs.add(message.field("MSH", 10)));
    assertThat(controlIDs).as("control IDs").hasSameSizeAs(all).doesNotContain("");
    String patientID = caseAtA.path("patientID").asText();
    List<Message> ofPatient =
        all.stream()
            .filter(message -> message.field("PID", 3).split("\\^", -1)[0].equals(patientID))
            .toList();
    assertThat(ofPatient).as("messages about the patient").hasSize(1);
    assertTells(ofPatient.getFirst(), caseAtA);
  }

  private static void assertTells(Message message, JsonNode caseAtA)
      throws IOException, InterruptedException {
    String placer = caseAtA.path("order").path("placerOrderNumber").asText();
    assertThat(message.field("ORC", 2)).isEqualTo(placer);
    assertThat(message.field("OBR", 2)).isEqualTo(placer);
    assertThat(message.field("OBR", 25)).isEqualTo("F");
    String conclusion = caseAtA.path("result").path("conclusion").asText();
    assertThat(conclusion).isNotBlank();
    String impression = message.observation("FT", "19005-8");
    assertThat(impression).isEqualTo(conclusion);
    assertThat(Normalizer.isNormalized(impression, Normalizer.Form.NFC)).isTrue();
    assertThat(pdfText(message.observation("ED", "18748-4"))).contains(conclusion);
  }

  /** The text of the PDF in an ED value, without line breaks. */
  private static String pdfText(String ed) throws IOException, InterruptedException {
    String[] parts = ed.split("\\^", -1);
    assertThat(parts).hasSize(5);
    assertThat(parts[3]).isEqualTo("Base64");
    Path pdf = Files.createTempFile("result-", ".pdf");
    try {
      Files.write(pdf, Base64.getDecoder().decode(parts[4]));
      Process tool =
          new ProcessBuilder("pdftotext", "-enc", "UTF-8", "-nopgbrk", pdf.toString(), "-")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String text = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(tool.waitFor()).isZero();
      return Normalizer.normalize(text.replaceAll("\\s+", " "), Normalizer.Form.NFC);
    } finally {
      Files.delete(pdf);
    }
  }
}
