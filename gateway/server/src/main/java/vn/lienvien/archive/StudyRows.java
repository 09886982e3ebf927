package vn.lienvien.archive;

import org.jdbi.v3.core.Handle;
import vn.lienvien.database.Transaction;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/** Tables study and series: the first instance of each says what they are. */
final class StudyRows {
  private StudyRows() {}

  static void insertIfNew(Transaction transaction, Newcomer newcomer) {
    Handle handle = transaction.handle();
    if (!exists(
        handle, "SELECT 1 FROM study WHERE study_instance_uid = ?", newcomer.studyInstanceUID())) {
      insertStudy(transaction, newcomer);
    }
    if (!exists(
        handle,
        "SELECT 1 FROM series WHERE study_instance_uid = ? AND series_instance_uid = ?",
        newcomer.studyInstanceUID(),
        newcomer.seriesInstanceUID())) {
      insertSeries(handle, newcomer);
    }
  }

  private static boolean exists(Handle handle, String sql, String... uids) {
    return handle.select(sql, (Object[]) uids).mapTo(Integer.class).findFirst().isPresent();
  }

  private static void insertStudy(Transaction transaction, Newcomer newcomer) {
    String patientName = text(newcomer, Tag.PatientName, 400);
    String referringName = text(newcomer, Tag.ReferringPhysicianName, 400);
    transaction
        .handle()
        .createUpdate(
            """
            INSERT INTO study (study_instance_uid, patient_id, issuer_of_patient_id, patient_name,
              patient_name_folded, patient_birth_date, patient_sex, study_date, study_time,
              accession_number, study_id, study_description, referring_name,
              referring_name_folded, header, created_at)
            VALUES (:study, :patientID, :issuer, :name, :nameFolded, :birthDate, :sex, :date, :time,
              :accession, :studyID, :description, :referring, :referringFolded, :header, :now)\
            """)
        .bind("study", newcomer.studyInstanceUID())
        .bind("patientID", text(newcomer, Tag.PatientID, 200))
        .bind("issuer", text(newcomer, Tag.IssuerOfPatientID, 200))
        .bind("name", patientName)
        .bind("nameFolded", folded(patientName))
        .bind("birthDate", text(newcomer, Tag.PatientBirthDate, 32))
        .bind("sex", text(newcomer, Tag.PatientSex, 16))
        .bind("date", text(newcomer, Tag.StudyDate, 32))
        .bind("time", text(newcomer, Tag.StudyTime, 32))
        .bind("accession", text(newcomer, Tag.AccessionNumber, 200))
        .bind("studyID", text(newcomer, Tag.StudyID, 200))
        .bind("description", text(newcomer, Tag.StudyDescription, 400))
        .bind("referring", referringName)
        .bind("referringFolded", folded(referringName))
        .bind("header", HeaderBytes.of(newcomer.shown()))
        .bind("now", transaction.startedAt())
        .execute();
  }

  private static void insertSeries(Handle handle, Newcomer newcomer) {
    handle
        .createUpdate(
            """
            INSERT INTO series (study_instance_uid, series_instance_uid, modality, series_number,
              series_date, series_time, series_description, body_part_examined, header)
            VALUES (:study, :series, :modality, :number,
              :date, :time, :description, :bodyPart, :header)\
            """)
        .bind("study", newcomer.studyInstanceUID())
        .bind("series", newcomer.seriesInstanceUID())
        .bind("modality", text(newcomer, Tag.Modality, 32))
        .bind("number", text(newcomer, Tag.SeriesNumber, 32))
        .bind("date", text(newcomer, Tag.SeriesDate, 32))
        .bind("time", text(newcomer, Tag.SeriesTime, 32))
        .bind("description", text(newcomer, Tag.SeriesDescription, 400))
        .bind("bodyPart", text(newcomer, Tag.BodyPartExamined, 64))
        .bind("header", HeaderBytes.of(newcomer.shown()))
        .execute();
  }

  /** Folding may lengthen: one ligature becomes up to eighteen letters. */
  private static String folded(String personName) {
    return cut(Folding.foldName(personName), 800);
  }

  /** A value as the index keeps it: values joined by a backslash, cut to the column's width. */
  static String text(Newcomer newcomer, int tag, int longest) {
    Attributes dataset = newcomer.shown();
    return cut(String.join("\\", dataset.strings(tag)).replace("\0", ""), longest);
  }

  /** At most so many UTF-16 units, no surrogate without its other half at the end. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    boolean halves = Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, halves ? longest - 1 : longest);
  }
}
