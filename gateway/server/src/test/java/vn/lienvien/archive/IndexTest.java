package vn.lienvien.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienvien.config.ArchiveSettings;
import vn.lienvien.database.Database;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.ElementDictionary;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;

final class IndexTest {
  @TempDir static Path directory;
  private static FrameCodecPool codecs;
  private static Database database;
  private static Archive archive;
  private static Index index;

  @BeforeAll
  static void fill() throws IOException {
    codecs = FrameCodecPool.open(CodecSettings.defaults());
    database = Database.open(directory.resolve("database"), Clock.systemUTC());
    archive =
        Archive.open(
            new ArchiveSettings(ArchiveSettings.Layout.GATEWAY, directory.resolve("a"), 0),
            database,
            codecs);
    index = new Index(database);
    study("1", "Nguyễn^Văn^Đức", "20260101", "081500").run();
    study("2", "ĐẶNG^THỊ^BƯỞI", "20260215", "120000.5").run();
    study("3", "Yamada^Tarou=山田^太郎=やまだ^たろう", "20260301", "").run();
    study("4", "Doe_John", "", "2359").run();
    more("1", "MR", 2);
  }

  /** Key and the digits of the studies whose names it finds when words may stand in any order. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "duc nguyen,1",
        "Đức Văn,1",
        "buoi,2",
        "thi dang buoi,2",
        "yam,3",
        "山田 太郎,3",
        "uoi,\"\"",
        "nguyen thi,\"\""
      })
  void fuzzyMatchingFindsNamesByTheBeginningOfTheirWords(String key, String expected) {
    Attributes keys = new Attributes().useUnicode().set(Tag.PatientName, key);
    List<Attributes> found =
        index.query(QueryLevel.STUDY, keys, KeyMatching.Names.FUZZY, 0, Integer.MAX_VALUE);
    assertThat(
            String.join(
                "",
                found.stream()
                    .map(m -> m.string(Tag.StudyInstanceUID, "").substring(4))
                    .sorted()
                    .toList()))
        .isEqualTo(expected);
  }

  @AfterAll
  static void close() {
    archive.close();
    database.close();
    codecs.close();
  }

  /** Keyword, value, and the digits of the studies that match; worked out by hand from PS3.4. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "PatientName,nguyen*,1",
        "PatientName,NGUYEN^VAN^DUC,1",
        "PatientName,*duc,1",
        "PatientName,đặng thị bưởi,2",
        "PatientName,Dang^Thi^Buoi,2",
        "PatientName,yamada^tarou,3",
        "PatientName,山田*,3",
        "PatientName,Doe_?ohn,4",
        "PatientName,Doe?John,4",
        "PatientName,nguyen,\"\"",
        "PatientName,*,1234",
        "PatientID,P1,1",
        "PatientID,P?,1234",
        "PatientID,p1,\"\"",
        "PatientID,100%,\"\"",
        "StudyDate,20260215,2",
        "StudyDate,20260101-20260215,12",
        "StudyDate,20260215-,23",
        "StudyDate,-20260214,1",
        "StudyTime,08,1",
        "StudyTime,0815-1200,12",
        "StudyTime,1201-,4",
        "AccessionNumber,A2,2",
        "StudyInstanceUID,1.9.1\\1.9.3,13",
        "StudyInstanceUID,1.9.*,\"\"",
        "ModalitiesInStudy,MR,1",
        "ModalitiesInStudy,C*,1234",
        "ModalitiesInStudy,US,\"\"",
        "PatientSex,\"\",1234",
        "StudyDescription,CT s* n?o,1234"
      })
  void matchesStudiesAsPs34Says(String keyword, String value, String digits) {
    int tag = ElementDictionary.tagOf(keyword).orElseThrow();
    Attributes keys = new Attributes().useUnicode();
    VR vr = ElementDictionary.vrOf(tag);
    keys.set(tag, vr, vr == VR.UI ? value.split("\\\\") : new String[] {value});
    List<String> expected =
        digits.chars().mapToObj(digit -> "1.9." + (char) digit).sorted().toList();
    assertThat(
            index.query(QueryLevel.STUDY, keys, 0, 100).stream()
                .map(match -> match.string(Tag.StudyInstanceUID, "")))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void combinesKeysAndCountsWhatWasAskedFor() {
    Attributes keys =
        new Attributes()
            .set(Tag.QueryRetrieveLevel, "STUDY")
            .set(Tag.PatientID, "P1")
            .set(Tag.StudyDate, "20260101-")
            .setEmpty(Tag.PatientName)
            .setEmpty(Tag.ModalitiesInStudy)
            .setEmpty(Tag.SOPClassesInStudy)
            .setEmpty(Tag.NumberOfStudyRelatedSeries)
            .setEmpty(Tag.NumberOfStudyRelatedInstances)
            .setEmpty(Tag.SeriesDescription)
            .setEmpty(Tag.RequestAttributesSequence);
    List<Attributes> matches = index.query(QueryLevel.STUDY, keys, 0, 10);
    assertThat(matches).hasSize(1);
    Attributes match = matches.getFirst();
    assertThat(match.string(Tag.PatientName, "")).isEqualTo("Nguyễn^Văn^Đức");
    assertThat(match.string(Tag.SpecificCharacterSet, "")).isEqualTo("ISO_IR 192");
    assertThat(match.string(Tag.QueryRetrieveLevel, "")).isEqualTo("STUDY");
    assertThat(match.strings(Tag.ModalitiesInStudy)).containsExactly("CT", "MR");
    assertThat(match.strings(Tag.SOPClassesInStudy)).containsExactly(UID.CTImageStorage);
    assertThat(match.integer(Tag.NumberOfStudyRelatedSeries, 0)).isEqualTo(2);
    assertThat(match.integer(Tag.NumberOfStudyRelatedInstances, 0)).isEqualTo(3);
    assertThat(match.contains(Tag.SeriesDescription)).isTrue();
    assertThat(match.string(Tag.SeriesDescription)).as("no attribute of a study").isEmpty();
    assertThat(match.contains(Tag.RequestAttributesSequence)).isTrue();
  }

  @Test
  void findsSeriesAndInstancesOfAStudy() {
    Attributes ofSeries =
        new Attributes()
            .set(Tag.StudyInstanceUID, "1.9.1")
            .set(Tag.Modality, "MR")
            .setEmpty(Tag.NumberOfSeriesRelatedInstances);
    List<Attributes> series = index.query(QueryLevel.SERIES, ofSeries, 0, 10);
    assertThat(series).hasSize(1);
    assertThat(series.getFirst().integer(Tag.NumberOfSeriesRelatedInstances, 0)).isEqualTo(2);
    Attributes ofInstances =
        new Attributes()
            .set(Tag.StudyInstanceUID, "1.9.1")
            .setEmpty(Tag.SOPInstanceUID)
            .setEmpty(Tag.Rows)
            .setEmpty(Tag.AvailableTransferSyntaxUID)
            .setEmpty(Tag.NumberOfSeriesRelatedInstances)
            .setEmpty(Tag.NumberOfStudyRelatedInstances);
    List<Attributes> all = index.query(QueryLevel.IMAGE, ofInstances, 0, 10);
    assertThat(all)
        .extracting(m -> m.string(Tag.SOPInstanceUID, ""))
        .containsExactly("1.9.1.1.0", "1.9.1.2.0", "1.9.1.2.1");
    Attributes last = all.getLast();
    assertThat(last.integer(Tag.Rows, 0)).isEqualTo(64);
    assertThat(last.string(Tag.SeriesInstanceUID, "")).isEqualTo("1.9.1.2");
    assertThat(last.string(Tag.SOPClassUID, "")).isEqualTo(UID.CTImageStorage);
    assertThat(last.string(Tag.AvailableTransferSyntaxUID, ""))
        .isEqualTo(UID.ExplicitVRLittleEndian);
    assertThat(last.integer(Tag.NumberOfSeriesRelatedInstances, 0)).isEqualTo(2);
    assertThat(last.integer(Tag.NumberOfStudyRelatedInstances, 0)).isEqualTo(3);
  }

  @Test
  void listsPatientsOnceAndPagesThroughStudies() {
    Attributes keys =
        new Attributes().setEmpty(Tag.PatientName).setEmpty(Tag.NumberOfPatientRelatedInstances);
    List<Attributes> patients = index.query(QueryLevel.PATIENT, keys, 0, 10);
    assertThat(patients)
        .extracting(p -> p.string(Tag.PatientID, ""))
        .containsExactly("P1", "P2", "P3", "P4");
    assertThat(patients.getFirst().integer(Tag.NumberOfPatientRelatedInstances, 0)).isEqualTo(3);
    Attributes any = new Attributes();
    assertThat(index.query(QueryLevel.STUDY, any, 0, 3)).hasSize(3);
    assertThat(index.query(QueryLevel.STUDY, any, 3, 3)).hasSize(1);
  }

  private record Filling(Attributes dataset) {
    void run() throws IOException {
      Path file = Samples.write(archive.staging().create(), dataset, UID.ExplicitVRLittleEndian);
      assertThat(archive.store(Incoming.of(file, "TEST")).getClass().getSimpleName())
          .isEqualTo("Stored");
    }
  }

  private static Filling study(String digit, String patientName, String date, String time) {
    return new Filling(
        instance(digit, 1, 0)
            .set(Tag.PatientName, patientName)
            .set(Tag.StudyDate, date)
            .set(Tag.StudyTime, time));
  }

  private static void more(String digit, String modality, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      new Filling(instance(digit, 2, i).set(Tag.Modality, modality)).run();
    }
  }

  private static Attributes instance(String digit, int series, int number) {
    String study = "1.9." + digit;
    return Samples.slice(study + "." + series + "." + number)
        .set(Tag.PatientID, "P" + digit)
        .set(Tag.AccessionNumber, "A" + digit)
        .set(Tag.StudyDescription, "CT sọ não")
        .set(Tag.SeriesDescription, "thin")
        .set(Tag.StudyInstanceUID, study)
        .set(Tag.SeriesInstanceUID, study + "." + series);
  }
}
