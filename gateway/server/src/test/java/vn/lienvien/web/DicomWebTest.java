package vn.lienvien.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;

/** DICOMweb over real HTTP, compared with what pydicom reads in the files that were stored. */
class DicomWebTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FRAMES_AS_STORED =
      "multipart/related; type=\"application/octet-stream\"; transfer-syntax=*";
  @TempDir static Path directory;
  @AutoClose private static WebHouse house;
  private static WebFiles kinds;
  private static List<Path> files;
  private static JsonNode pydicom = JSON.createObjectNode();

  @BeforeAll
  static void fill() throws Exception {
    house = new WebHouse(directory);
    kinds = WebFiles.in(directory.resolve("files"));
    files = kinds.stored();
    pydicom = Oracle.ask(directory, files);
    HttpResponse<String> answer = stow("/dicom-web/studies", files);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(items(JSON.readTree(answer.body()), "00081199")).hasSize(files.size());
  }

  @Test
  void framesAreByteForByteWhatPydicomReads() throws Exception {
    for (Path file : files) {
      JsonNode expected = pydicom.get(file.toString()).get("frames");
      for (int frame = 1; frame <= expected.size(); frame++) {
        HttpResponse<byte[]> answer = get(instance(file) + "/frames/" + frame, FRAMES_AS_STORED);
        assertThat(answer.headers().firstValueAsLong("Content-Length"))
            .hasValue(answer.body().length);
        List<byte[]> parts = parts(answer);
        assertThat(parts).hasSize(1);
        assertThat(sha256(withoutPadding(parts.getFirst(), expected.get(frame - 1).asText())))
            .as(file + " frame " + frame)
            .isEqualTo(expected.get(frame - 1).asText());
      }
    }
  }

  @Test
  void severalFramesComeInTheOrderAskedFor() throws Exception {
    Path file = kinds.twoFrames();
    List<byte[]> parts = parts(get(instance(file) + "/frames/2,1", FRAMES_AS_STORED));
    JsonNode expected = pydicom.get(file.toString()).get("frames");
    assertThat(parts.stream().map(DicomWebTest::sha256))
        .containsExactly(expected.get(1).asText(), expected.get(0).asText());
  }

  @Test
  void compressedFramesAreDecodedForWhoTakesNothingElse() throws Exception {
    String path = instance(kinds.compressed());
    String decoded = "multipart/related; type=\"application/octet-stream\"";
    HttpResponse<byte[]> answer = get(path + "/frames/1", decoded);
    assertThat(parts(answer).getFirst()).hasSize(512 * 512 * 2);
    HttpResponse<byte[]> jp2 = get(path + "/frames/1", "multipart/related; type=\"image/jp2\"");
    assertThat(new String(jp2.body(), 0, 200, java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains("Content-Type: image/jp2; transfer-syntax=" + UID.JPEG2000Lossless);
    assertThat(get(path + "/frames/1", "multipart/related; type=\"image/jls\"").statusCode())
        .isEqualTo(406);
    HttpResponse<byte[]> single = get(path + "/frames/1", "application/octet-stream");
    assertThat(single.body()).isEqualTo(parts(answer).getFirst());
  }

  @Test
  void metadataSaysWhatPydicomSays() throws Exception {
    for (Path file : files) {
      HttpResponse<byte[]> answer = get(instance(file) + "/metadata", "application/dicom+json");
      JsonNode ours = JSON.readTree(answer.body()).get(0);
      JsonNode theirs = pydicom.get(file.toString()).get("json");
      List<String> differing = new ArrayList<>();
      theirs.properties().stream()
          .filter(element -> !element.getKey().equals("00080005")) // JSON is always UTF-8
          .filter(element -> !element.getKey().endsWith("0000")) // no group lengths (PS3.18 F.2.2)
          .forEach(element -> {
            JsonNode own = ours.path(element.getKey());
            if (!DicomJsonComparison.same(own, element.getValue())) {
              differing.add(element.getKey() + " " + own + " / " + element.getValue());
            }
          });
      assertThat(differing).as(file.toString()).isEmpty();
    }
  }

  @Test
  void aBulkDataUriLeadsToItsValue() throws Exception {
    String path = instance(files.getFirst());
    JsonNode metadata =
        JSON.readTree(get(path + "/metadata", "application/dicom+json").body()).get(0);
    String uri = metadata.at("/7FE00010/BulkDataURI").asText();
    assertThat(uri).startsWith("http://127.0.0.1:").endsWith(path + "/bulkdata/7FE00010");
    List<byte[]> pixels = parts(get(path + "/bulkdata/7FE00010", FRAMES_AS_STORED));
    assertThat(sha256(pixels.getFirst()))
        .isEqualTo(pydicom.get(files.getFirst().toString()).at("/frames/0").asText());
    assertThat(get(path + "/bulkdata/00100010", "application/octet-stream").statusCode())
        .isEqualTo(200);
    assertThat(get(path + "/bulkdata/00420011", "*/*").statusCode()).isEqualTo(404);
    assertThat(get(path + "/bulkdata/..%2f..%2fetc", "*/*").statusCode()).isEqualTo(400);
  }

  @Test
  void wholeInstancesComeAsTheyAreOrUncompressed() throws Exception {
    Path file = kinds.compressed();
    String dicom = "multipart/related; type=\"application/dicom\"";
    byte[] stored = parts(get(instance(file), dicom + "; transfer-syntax=*")).getFirst();
    assertThat(DicomFile.read(saved(stored)).transferSyntaxUID()).isEqualTo(UID.JPEG2000Lossless);
    DicomFile uncompressed = DicomFile.read(saved(parts(get(instance(file), dicom)).getFirst()));
    assertThat(uncompressed.transferSyntaxUID()).isEqualTo(UID.ExplicitVRLittleEndian);
    HttpResponse<byte[]> single =
        get(instance(file), "application/dicom; transfer-syntax=" + UID.JPEG2000Lossless);
    assertThat(single.body()).isEqualTo(stored);
    assertThat(get(study(file), "application/x-tar").statusCode()).isEqualTo(406);
    List<byte[]> all = parts(get(study(files.getFirst()), dicom + "; transfer-syntax=*"));
    assertThat(all).hasSize(28);
  }

  @Test
  void picturesHaveTheirSizeAndForm() throws Exception {
    Path file = files.getFirst();
    BufferedImage jpeg = picture(get(instance(file) + "/rendered", "image/jpeg"));
    assertThat(List.of(jpeg.getWidth(), jpeg.getHeight())).isEqualTo(List.of(512, 512));
    HttpResponse<byte[]> png =
        get(instance(file) + "/rendered?window=40,80,linear&viewport=100,100", "image/png");
    assertThat(png.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(picture(png).getWidth()).isEqualTo(100);
    BufferedImage small = picture(get(study(file) + "/thumbnail", "*/*"));
    assertThat(Math.max(small.getWidth(), small.getHeight())).isEqualTo(128);
    assertThat(parts(get(study(file) + "/rendered?viewport=16,16", "*/*"))).hasSize(28);
    assertThat(get(instance(file) + "/rendered?window=40", "*/*").statusCode()).isEqualTo(400);
    assertThat(get(instance(file) + "/rendered", "image/gif").statusCode()).isEqualTo(406);
  }

  @ParameterizedTest
  @CsvSource({
    "/dicom-web/studies?PatientID=nobody, 204, 0",
    "/dicom-web/studies?limit=2, 200, 2",
    "/dicom-web/studies?limit=2&offset=100, 204, 0",
    "/dicom-web/instances?SOPClassUID=1.2.840.10008.5.1.4.1.1.2&limit=500, 200, 29",
    "/dicom-web/studies?NoSuchThing=1, 400, 0",
    "/dicom-web/studies/1.2.x/series, 400, 0",
    "/dicom-web/studies/1.2.3/series, 204, 0"
  })
  void searchesAnswerAsTheStandardSays(String path, int status, int count) throws Exception {
    HttpResponse<byte[]> answer = get(path, "application/dicom+json");
    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 200) {
      assertThat(JSON.readTree(answer.body())).hasSize(count);
    }
  }

  @Test
  void aStudyIsFoundBySeriesAndInstances() throws Exception {
    String study = study(files.getFirst());
    JsonNode found = JSON.readTree(get(uidQuery(study), "application/json").body());
    assertThat(found).hasSize(1);
    assertThat(found.at("/0/00201208/Value/0").asInt()).isEqualTo(28);
    assertThat(found.at("/0/00081190/Value/0").asText()).endsWith(study);
    JsonNode series = JSON.readTree(get(study + "/series", "application/dicom+json").body());
    assertThat(series.at("/0/00080060/Value/0").asText()).isEqualTo("CT");
    String seriesUid = series.at("/0/0020000E/Value/0").asText();
    JsonNode instances =
        JSON.readTree(
            get(study + "/series/" + seriesUid + "/instances", "application/dicom+json").body());
    assertThat(instances).hasSize(28);
    assertThat(instances.at("/0/00280010/Value/0").asInt()).isEqualTo(512);
    assertThat(JSON.readTree(get(study + "/instances", "*/*").body())).hasSize(28);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/frames/0", "/frames/1,x", "/frames/-1"})
  void frameListsAreChecked(String frames) throws Exception {
    assertThat(get(instance(files.getFirst()) + frames, "*/*").statusCode()).isEqualTo(400);
  }

  @Test
  void whatIsNotThereIsSaidSo() throws Exception {
    String study = study(files.getFirst());
    assertThat(get("/dicom-web/studies/1.2.3", "*/*").statusCode()).isEqualTo(404);
    assertThat(get(study + "/series/1.2/instances/1.3/metadata", "*/*").statusCode())
        .isEqualTo(404);
    assertThat(get(instance(files.getFirst()) + "/frames/2", "*/*").statusCode()).isEqualTo(404);
    assertThat(get("/dicom-web/studies/..%2F..%2Fetc/metadata", "*/*").statusCode()).isEqualTo(400);
    assertThat(get(study + "/metadata", "text/html").statusCode()).isEqualTo(406);
  }

  @Test
  void whoIsNotLoggedInSeesNothingAndWhoIsLeavesATrace() throws Exception {
    String study = study(files.getFirst());
    assertThat(house.send(house.to(study + "/metadata")).statusCode()).isEqualTo(401);
    get(study + "/metadata", "*/*");
    get(study + "/metadata", "*/*");
    assertThat(house.audited())
        .containsOnlyOnce("radiologist VIEW_STUDY " + uid(study) + " SUCCESS");
  }

  @Test
  void whatIsSentAgainIsNoError() throws Exception {
    HttpResponse<String> again = stow("/dicom-web/studies", files.subList(0, 2));
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(items(JSON.readTree(again.body()), "00081199")).hasSize(2);
  }

  @Test
  void garbageAmongGoodFilesCostsOnlyItself() throws Exception {
    Path garbage =
        saved("this is no DICOM".repeat(100).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    HttpResponse<String> mixed = stow("/dicom-web/studies", List.of(files.getFirst(), garbage));
    assertThat(mixed.statusCode()).isEqualTo(202);
    assertThat(items(JSON.readTree(mixed.body()), "0008119A")).hasSize(1);
    assertThat(stow("/dicom-web/studies", List.of(garbage)).statusCode()).isEqualTo(409);
    HttpResponse<String> other = stow("/dicom-web/studies/1.2.3", List.of(files.getFirst()));
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(JSON.readTree(other.body()).at("/00081198/Value/0/00081197/Value/0").asInt())
        .isEqualTo(0xA900);
  }

  @Test
  void sameUidWithOtherContentIsRefusedAsDuplicate() throws Exception {
    Path other = kinds.impostor();
    HttpResponse<String> answer = stow("/dicom-web/studies", List.of(other));
    assertThat(answer.statusCode()).isEqualTo(409);
    JsonNode failed = items(JSON.readTree(answer.body()), "00081198").get(0);
    assertThat(failed.at("/00081155/Value/0").asText()).isEqualTo(uid(other, Tag.SOPInstanceUID));
    assertThat(failed.at("/00081197/Value/0").asInt()).isEqualTo(0x0111);
  }

  @Test
  void aBodyThatIsNotWhatItSaysIsRefused() throws Exception {
    assertThat(post("text/plain", "x").statusCode()).isEqualTo(415);
    assertThat(post("multipart/related; type=\"application/dicom\"", "x").statusCode())
        .isEqualTo(400);
    String type = "multipart/related; type=\"application/dicom\"; boundary=b";
    assertThat(post(type, "--b\r\n\r\ncut off").statusCode()).isEqualTo(400);
    assertThat(post(type, "--b--\r\n").statusCode()).isEqualTo(400);
    assertThat(Files.list(directory.resolve("archive/staging"))).isEmpty();
  }

  private static HttpResponse<String> post(String type, String body) throws Exception {
    return house.send(
        house
            .as("doctor", "/dicom-web/studies")
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> stow(String path, List<Path> sent) throws Exception {
    MultipartWriter writer = new MultipartWriter("application/dicom");
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Path file : sent) {
      writer.part(body, "application/dicom", out -> Files.copy(file, out));
    }
    writer.end(body);
    return house.send(
        house
            .as("doctor", path)
            .header("Content-Type", writer.contentType())
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private static HttpResponse<byte[]> get(String path, String accept) throws Exception {
    return house.bytes(house.as("radiologist", path).header("Accept", accept));
  }

  private static List<byte[]> parts(HttpResponse<byte[]> answer) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(200);
    String type = answer.headers().firstValue("Content-Type").orElseThrow();
    String boundary = MediaType.parse(type).parameter("boundary").orElseThrow();
    MultipartReader reader = new MultipartReader(new ByteArrayInputStream(answer.body()), boundary);
    List<byte[]> parts = new ArrayList<>();
    for (Optional<MultipartReader.Part> part = reader.next();
        part.isPresent();
        part = reader.next()) {
      parts.add(part.get().readAllBytes());
    }
    return parts;
  }

  /** A fragment's padding byte may be part of a stored frame, and may not (PS3.5 A.4). */
  private static byte[] withoutPadding(byte[] frame, String expected) {
    boolean padded = !sha256(frame).equals(expected) && frame[frame.length - 1] == 0;
    return padded ? java.util.Arrays.copyOf(frame, frame.length - 1) : frame;
  }

  private static BufferedImage picture(HttpResponse<byte[]> answer) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(200);
    return ImageIO.read(new ByteArrayInputStream(answer.body()));
  }

  private static String study(Path file) throws IOException {
    return "/dicom-web/studies/" + uid(file, Tag.StudyInstanceUID);
  }

  private static String instance(Path file) throws IOException {
    return study(file)
        + "/series/"
        + uid(file, Tag.SeriesInstanceUID)
        + "/instances/"
        + uid(file, Tag.SOPInstanceUID);
  }

  private static String uidQuery(String study) {
    return "/dicom-web/studies?0020000D=" + uid(study);
  }

  private static String uid(String study) {
    return study.substring(study.lastIndexOf('/') + 1);
  }

  private static String uid(Path file, int tag) throws IOException {
    return DicomFile.read(file).dataset().string(tag, "");
  }

  private static JsonNode items(JsonNode dataset, String tag) {
    return dataset.path(tag).path("Value");
  }

  private static Path saved(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(directory, "part", ".dcm"), bytes);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
