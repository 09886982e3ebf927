package vn.lienvien.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.lienvien.model.InstanceRecord;

/** STOW-RS, QIDO-RS and WADO-RS of another system, as far as sending needs them. Thread-safe. */
public final class DicomWebClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** On a line of 1 Mbps a full request takes two minutes. */
  private static final Duration ANSWER = Duration.ofMinutes(10);

  private static final int PAGE = 500;
  private static final int MOST_PAGES = 400;
  private static final int LONGEST_TEXT = 64 << 20;
  private static final long LARGEST_OBJECT = 4L << 30;

  private final URI services;
  private final HttpClient http;
  private final Optional<Path> authorization;
  private final Path scratch;

  /**
   * A service.
   *
   * @param services without the slash at the end
   * @param authorization a file with the Authorization header's value, read anew for each request
   * @param scratch where objects live that are fetched back
   */
  public DicomWebClient(URI services, HttpClient http, Optional<Path> authorization, Path scratch) {
    this.services = services;
    this.http = http;
    this.authorization = authorization;
    this.scratch = scratch;
  }

  /** Objects go as they are stored; returns what was wrong, empty when all were taken. */
  String store(List<InstanceRecord> instances) throws IOException, InterruptedException {
    String boundary = "lienvien-" + UUID.randomUUID();
    List<BodyPublisher> parts = new ArrayList<>();
    for (InstanceRecord instance : instances) {
      parts.add(
          BodyPublishers.ofString(
              "--%s\r\nContent-Type: application/dicom\r\n\r\n".formatted(boundary)));
      parts.add(BodyPublishers.ofFile(instance.file()));
      parts.add(BodyPublishers.ofString("\r\n"));
    }
    parts.add(BodyPublishers.ofString("--%s--\r\n".formatted(boundary)));
    HttpRequest request =
        request("/studies", "application/dicom+json")
            .header(
                "Content-Type",
                "multipart/related; type=\"application/dicom\"; boundary=" + boundary)
            .POST(BodyPublishers.concat(parts.toArray(BodyPublisher[]::new)))
            .build();
    HttpResponse<byte[]> answer = text(request);
    return answer.statusCode() == 200
        ? ""
        : "STOW-RS answered %d%s".formatted(answer.statusCode(), reason(answer.body()));
  }

  /** Failure Reason (0008,1197) of the first object refused (PS3.18 10.5.3), where it is told. */
  private static String reason(byte[] body) throws IOException {
    try {
      JsonNode code =
          JSON.readTree(body).path("00081198").at("/Value/0").path("00081197").at("/Value/0");
      return code.isInt() ? ", failure reason %04XH".formatted(code.intValue()) : "";
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  /** Pages until one brings nothing new: not every service obeys limit and offset. */
  Set<String> instancesOf(String studyInstanceUID) throws IOException, InterruptedException {
    Set<String> shown = new HashSet<>();
    for (int page = 0; page < MOST_PAGES; page++) {
      String path =
          "/studies/%s/instances?limit=%d&offset=%d".formatted(studyInstanceUID, PAGE, page * PAGE);
      HttpResponse<byte[]> answer = text(request(path, "application/dicom+json").GET().build());
      if (answer.statusCode() == 404 || answer.statusCode() == 204) {
        return shown;
      }
      if (answer.statusCode() != 200) {
        throw new IOException("QIDO-RS answered " + answer.statusCode());
      }
      JsonNode found = JSON.readTree(answer.body());
      int before = shown.size();
      found.forEach(instance -> shown.add(instance.at("/00080018/Value/0").asText()));
      if (shown.size() == before || found.size() < PAGE) {
        return shown;
      }
    }
    return shown;
  }

  /** The object as the service has it, in a file that the caller deletes; empty if not had. */
  Optional<Path> retrieve(InstanceRecord instance) throws IOException, InterruptedException {
    String path =
        "/studies/%s/series/%s/instances/%s"
            .formatted(
                instance.studyInstanceUID(),
                instance.seriesInstanceUID(),
                instance.sopInstanceUID());
    HttpRequest request =
        request(path, "multipart/related; type=\"application/dicom\"; transfer-syntax=*")
            .GET()
            .build();
    Path whole = Files.createTempFile(scratch, "wado-", ".multipart");
    try {
      HttpResponse<Path> answer =
          http.send(request, BodyHandlers.limiting(BodyHandlers.ofFile(whole), LARGEST_OBJECT));
      return answer.statusCode() == 200 ? OnlyPart.extract(whole, scratch) : Optional.empty();
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private HttpResponse<byte[]> text(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_TEXT));
  }

  private HttpRequest.Builder request(String path, String accept) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(services + path))
            .timeout(ANSWER)
            .header("Accept", accept);
    if (authorization.isPresent()) {
      request.header("Authorization", Files.readString(authorization.get()).strip());
    }
    return request;
  }
}
