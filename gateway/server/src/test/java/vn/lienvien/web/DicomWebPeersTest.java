package vn.lienvien.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.archive.Incoming;
import vn.lienvien.consult.MeasuredSample;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.BulkDataUri;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.DicomJson;
import vn.lienvien.dicom.io.DicomXml;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.peer.Orthanc;
import vn.lienvien.peer.Program;

/** Our DICOMweb as other programs use it: XML, DICOM media from a ZIP, and OHIF. */
class DicomWebPeersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OHIF = "3.13.2";
  private static final long OHIF_LIMIT_SECONDS = 300;

  @TempDir Path directory;
  @AutoClose private WebHouse house;
  private List<Path> series = List.of();
  private String study = "";

  @BeforeEach
  void fill() throws Exception {
    series = WebFiles.slices(directory.resolve("files"), 6);
    study = DicomFile.read(series.getFirst()).dataset().string(Tag.StudyInstanceUID, "");
    house = new WebHouse(directory.resolve("house"));
  }

  @Test
  void metadataAndSearchAreHadAsXmlThatSaysWhatJsonSays() throws Exception {
    store();
    String instance = "/dicom-web/studies/" + study + "/metadata";
    List<byte[]> xml = parts(get(instance, "multipart/related; type=\"application/dicom+xml\""));
    JsonNode json = JSON.readTree(get(instance, "application/dicom+json").body());
    assertThat(xml).hasSameSizeAs(series);
    for (int i = 0; i < xml.size(); i++) {
      assertThat(JSON.readTree(DicomJson.write(xml(xml.get(i)), BulkDataUri.NONE)))
          .isEqualTo(JSON.readTree(withoutBulkData(json.get(i))));
    }
    byte[] found =
        parts(get("/dicom-web/studies", "multipart/related; type=\"application/dicom+xml\""))
            .getFirst();
    assertThat(xml(found).string(Tag.StudyInstanceUID)).hasValue(study);
    assertThat(get("/dicom-web/studies", "text/html").statusCode()).isEqualTo(406);
  }

  @Test
  void aStudyAsZipIsDicomMediaThatDicom3toolsAndDcmtkRead() throws Exception {
    store();
    HttpResponse<byte[]> answer = get("/dicom-web/studies/" + study, "application/zip");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
    Path media = unpacked(answer.body());
    String dicomdir = media.resolve("DICOMDIR").toString();
    Program.Outcome dump = Program.run(directory, "dcmdump", dicomdir);
    assertThat(dump.exitCode()).as(dump.output()).isZero();
    assertThat(dump.output()).doesNotContain("E: ", "W: ");
    Program.Outcome listed = Program.run(directory, "dcdirdmp", dicomdir);
    assertThat(listed.output()).doesNotContain("Error").contains("IMAGE");
    Program.Outcome valid = Program.run(directory, "dciodvfy", dicomdir);
    // the real series has no Study Date, Time and ID, and a directory invents none
    assertThat(valid.output().lines().filter(line -> line.startsWith("Error")))
        .allMatch(line -> line.matches(".*Empty attribute.*(StudyDate|StudyTime|StudyID)>.*"));
    assertThat(
            get("/dicom-web/studies/" + study, "application/zip; transfer-syntax=1.2.3")
                .statusCode())
        .isEqualTo(406);
  }

  @Test
  void orthancsDicomWebPluginStoresIntoIt() throws Exception {
    try (Orthanc orthanc = Orthanc.withDicomWeb(directory.resolve("orthanc"))) {
      orthanc.take(series);
      orthanc.put(
          "/dicom-web/servers/gateway",
          "{\"Url\":\"%s/dicom-web/\",\"Username\":\"radiologist\",\"Password\":\"%s\"}"
              .formatted(house.base(), house.people.password("radiologist")));
      orthanc.post(
          "/dicom-web/servers/gateway/stow",
          "{\"Resources\":%s,\"Synchronous\":true}".formatted(orthanc.get("/studies")));
    }
    assertThat(house.archive.instances(study)).hasSameSizeAs(series);
  }

  @Test
  void ohifShowsAStudyWithItsMeasurementsAndListsIt() throws Exception {
    store();
    measure();
    Path repository = Path.of("../..").toAbsolutePath().normalize();
    Path dist = ohif(repository.resolve("gateway/server/target/ohif"));
    List<String> command =
        List.of(
            "node",
            repository.resolve("viewer-web/e2e/ohif.mjs").toString(),
            "--base",
            house.base(),
            "--user",
            "radiologist",
            "--password",
            house.people.password("radiologist"),
            "--dist",
            dist.toString(),
            "--study",
            study,
            "--out",
            dist.resolveSibling("pictures").toString());
    Program.Outcome seen = Program.run(directory, OHIF_LIMIT_SECONDS, command);
    assertThat(seen.exitCode()).as(seen.output()).isZero();
  }

  /** The distribution out of npm's registry, once for this working tree. */
  private static Path ohif(Path directory) throws Exception {
    Path dist = directory.resolve("package/dist");
    if (!Files.exists(dist)) {
      Files.createDirectories(directory);
      Program.Outcome fetched = Program.run(directory, "npm", "pack", "@ohif/app@" + OHIF);
      assertThat(fetched.exitCode()).as(fetched.output()).isZero();
      Program.run(directory, "tar", "xzf", "ohif-app-" + OHIF + ".tgz");
    }
    return dist;
  }

  private void store() throws IOException {
    for (Path file : series) {
      Path staged = house.archive.staging().create();
      Files.copy(file, staged);
      house.archive.store(Incoming.of(staged, "test"));
    }
  }

  /** What a reader measured on the first image, as the case's object. */
  private void measure() throws IOException {
    Attributes image = DicomFile.read(series.getFirst()).dataset();
    InstanceRecord instance =
        house.archive.instances(study).stream()
            .filter(one -> one.sopInstanceUID().equals(image.string(Tag.SOPInstanceUID, "")))
            .findFirst()
            .orElseThrow();
    Attributes report = MeasuredSample.lengthOn(image, instance);
    Path staged = house.archive.staging().create();
    Part10Writer.write(
        staged,
        FileMeta.of(
            report.string(Tag.SOPClassUID, ""),
            report.string(Tag.SOPInstanceUID, ""),
            UID.ExplicitVRLittleEndian,
            "LIENVIEN"),
        report);
    house.archive.store(Incoming.of(staged, "test"));
  }

  private HttpResponse<byte[]> get(String path, String accept) throws Exception {
    return house.bytes(house.as("radiologist", path).header("Accept", accept));
  }

  private static List<byte[]> parts(HttpResponse<byte[]> answer) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(200);
    MediaType type = MediaType.parse(answer.headers().firstValue("Content-Type").orElseThrow());
    MultipartReader reader =
        new MultipartReader(
            new ByteArrayInputStream(answer.body()), type.parameter("boundary").orElseThrow());
    List<byte[]> parts = new ArrayList<>();
    for (Optional<MultipartReader.Part> part = reader.next();
        part.isPresent();
        part = reader.next()) {
      parts.add(part.get().readAllBytes());
    }
    return parts;
  }

  /** Bulk data is referred to in both; the reader of XML fetches nothing. */
  private static Attributes xml(byte[] document) throws IOException {
    Attributes dataset =
        DicomXml.read(
            new StringReader(new String(document, StandardCharsets.UTF_8)), uri -> new byte[0]);
    for (int tag : dataset.tags()) {
      if (dataset.vr(tag).name().startsWith("O") && dataset.bytes(tag).length == 0) {
        dataset.remove(tag);
      }
    }
    return dataset;
  }

  private static String withoutBulkData(JsonNode dataset) {
    com.fasterxml.jackson.databind.node.ObjectNode copy = dataset.deepCopy();
    copy.properties().removeIf(element -> element.getValue().has("BulkDataURI"));
    copy.properties()
        .removeIf(element ->
            element.getValue().path("vr").asText().startsWith("O")
                && element.getValue().size() == 1);
    return copy.toString();
  }

  private Path unpacked(byte[] zip) throws IOException {
    Path media = Files.createDirectories(directory.resolve("media"));
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = media.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.write(file, in.readAllBytes());
      }
    }
    return media;
  }
}
