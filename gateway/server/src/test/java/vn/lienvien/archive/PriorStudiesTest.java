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
import vn.lienvien.config.ArchiveSettings;
import vn.lienvien.database.Database;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/** Whose study it is, across hospitals that number and write their patients differently. */
final class PriorStudiesTest {
  private static final String CURRENT = "1.2.9";

  @TempDir static Path directory;
  private static FrameCodecPool codecs;
  private static Database database;
  private static Archive archive;

  @BeforeAll
  static void fill() throws IOException {
    codecs = FrameCodecPool.open(CodecSettings.defaults());
    database = Database.open(directory.resolve("database"), Clock.systemUTC());
    archive =
        Archive.open(
            new ArchiveSettings(ArchiveSettings.Layout.GATEWAY, directory.resolve("a"), 0),
            database,
            codecs);
    store(CURRENT, "20261122", patient("Nguyễn^Văn^Đức", "BN1", "19610412", "M"));
    store("1.2.1", "20240101", patient("NGUYEN VAN DUC", "BN1", "", ""));
    store("1.2.2", "20250101", patient("Duc^Nguyen Van", "H-77", "19610412", "M"));
    store("1.2.3", "20230101", patient("Nguyễn Văn Đức", "H-78", "19720101", "M"));
    store("1.2.4", "20230101", patient("Trần Văn Đức", "BN1", "19610412", "M"));
    store("1.2.5", "20230101", patient("Nguyễn Văn Đức", "H-79", "19610412", "F"));
    store("1.2.6", "20230101", patient("Nguyễn Văn Đức", "H-80", "", "M"));
    store("1.2.7", "20230101", patient("Nguyễn Văn Đức", "BN1", "19720101", "M"));
    Attributes other = patient("Nguyễn Văn Đức", "BN1", "", "M");
    store("1.2.8", "20230101", other.set(Tag.IssuerOfPatientID, "BV-C"));
  }

  private static Attributes patient(String name, String id, String birthDate, String sex) {
    return new Attributes()
        .useUnicode()
        .set(Tag.PatientName, name)
        .set(Tag.PatientID, id)
        .set(Tag.PatientBirthDate, birthDate)
        .set(Tag.PatientSex, sex)
        .set(Tag.IssuerOfPatientID, id.equals("BN1") && sex.equals("M") ? "BV-A" : "");
  }

  private static void store(String study, String date, Attributes patient) throws IOException {
    Attributes image =
        Samples.slice(study + ".1.1")
            .set(Tag.StudyInstanceUID, study)
            .set(Tag.SeriesInstanceUID, study + ".1")
            .set(Tag.StudyDate, date)
            .set(Tag.BodyPartExamined, "HEAD");
    for (int tag : patient.tags()) {
      image.set(tag, patient.string(tag, ""));
    }
    archive.store(image, "TEST", (transaction, stored) -> {});
  }

  @AfterAll
  static void close() {
    archive.close();
    database.close();
    codecs.close();
  }

  @Test
  void theSameWordsWithTheSameNumberOrBirthDateAreThePatientsTheLatestFirst() {
    List<PriorStudy> priors = new Index(database).priors(CURRENT);
    assertThat(priors).extracting(PriorStudy::studyInstanceUID).containsExactly("1.2.2", "1.2.1");
    assertThat(priors).extracting(PriorStudy::samePatientID).containsExactly(false, true);
    assertThat(priors.getFirst().modalities()).containsExactly("CT");
    assertThat(priors.getFirst().bodyParts()).containsExactly("HEAD");
    assertThat(priors.getFirst().instances()).isEqualTo(1);
  }

  @Test
  void aStudyThatIsNotHereHasNoPriors() {
    assertThat(new Index(database).priors("1.2.404")).isEmpty();
  }
}
