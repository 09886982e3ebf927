package vn.lienvien.archive;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import vn.lienvien.database.Row;

/**
 * What else the archive has of a patient, whichever hospital sent it and however that one numbers
 * its patients.
 *
 * <p>A study is of the same patient when its name has the same words (without marks, in any order)
 * and its Patient ID or its birth date is the same; another birth date or another sex says no. A
 * namesake born on the same day is found as well: the page says that the number is another, and a
 * person looks at it.
 */
final class PriorStudies {
  private static final String CANDIDATES =
      """
      SELECT s.study_instance_uid, s.patient_id, s.issuer_of_patient_id, s.patient_name,
        s.patient_name_folded, s.patient_birth_date, s.patient_sex, s.study_date, s.study_time,
        s.study_description, (SELECT COUNT(*) FROM instance i
          WHERE i.study_instance_uid = s.study_instance_uid) AS instances
      FROM study s
      WHERE s.study_instance_uid <> :study AND s.study_instance_uid IN (
        SELECT study_instance_uid FROM study WHERE patient_id = :patientID AND patient_id <> ''
        UNION SELECT study_instance_uid FROM study
        WHERE patient_birth_date = :birthDate AND patient_birth_date <> '')
      ORDER BY s.study_date DESC, s.study_time DESC, s.study_instance_uid\
      """;

  private PriorStudies() {}

  /** The other studies of a study's patient, the latest first; none where the study is not here. */
  static List<PriorStudy> of(Handle handle, String studyInstanceUID) {
    return identity(handle, studyInstanceUID)
        .map(patient -> others(handle, studyInstanceUID, patient))
        .orElse(List.of());
  }

  private static Optional<Identity> identity(Handle handle, String studyInstanceUID) {
    return handle
        .createQuery(
            """
            SELECT patient_id, issuer_of_patient_id, patient_name_folded, patient_birth_date,
              patient_sex FROM study WHERE study_instance_uid = :study\
            """)
        .bind("study", studyInstanceUID)
        .map(Row.to(Identity::of))
        .findFirst();
  }

  private static List<PriorStudy> others(Handle handle, String study, Identity patient) {
    List<Optional<PriorStudy>> candidates =
        handle
            .createQuery(CANDIDATES)
            .bind("patientID", patient.patientID())
            .bind("birthDate", patient.birthDate())
            .bind("study", study)
            .map(Row.to(row -> ifSamePerson(row, patient)))
            .list();
    return candidates.stream()
        .flatMap(Optional::stream)
        .map(prior ->
            prior.withSeries(
                ofSeries(handle, prior, "modality"), ofSeries(handle, prior, "body_part_examined")))
        .toList();
  }

  private static Optional<PriorStudy> ifSamePerson(Row row, Identity patient) {
    Identity other = Identity.of(row);
    if (!other.isSamePersonAs(patient)) {
      return Optional.empty();
    }
    return Optional.of(
        new PriorStudy(
            row.text("study_instance_uid"),
            row.text("patient_id"),
            row.text("patient_name"),
            row.text("study_date"),
            row.text("study_time"),
            row.text("study_description"),
            List.of(),
            List.of(),
            row.number("instances"),
            other.hasSameIDAs(patient)));
  }

  private static List<String> ofSeries(Handle handle, PriorStudy prior, String column) {
    return handle
        .createQuery("SELECT DISTINCT " + column + " FROM series WHERE study_instance_uid = :study")
        .bind("study", prior.studyInstanceUID())
        .mapTo(String.class)
        .stream()
        .filter(value -> !value.isBlank())
        .sorted()
        .toList();
  }

  /** Who a study says its patient is. */
  private record Identity(
      String patientID, String issuer, List<String> words, String birthDate, String sex) {

    static Identity of(Row row) {
      String alphabetic = row.text("patient_name_folded").split("=", 2)[0];
      return new Identity(
          row.text("patient_id").strip(),
          row.text("issuer_of_patient_id").strip(),
          List.copyOf(new TreeSet<>(Arrays.asList(alphabetic.strip().split(" ")))),
          row.text("patient_birth_date").strip(),
          row.text("patient_sex").strip());
    }

    boolean isSamePersonAs(Identity other) {
      boolean named = !words.equals(List.of("")) && words.equals(other.words);
      if (!named || differ(sex, other.sex) || differ(birthDate, other.birthDate)) {
        return false;
      }
      return hasSameIDAs(other) || (!birthDate.isEmpty() && birthDate.equals(other.birthDate));
    }

    /** The number counts within one issuer; one that names none may be any. */
    boolean hasSameIDAs(Identity other) {
      return !patientID.isEmpty()
          && patientID.equals(other.patientID)
          && !differ(issuer, other.issuer);
    }

    private static boolean differ(String one, String another) {
      return !one.isEmpty() && !another.isEmpty() && !one.equals(another);
    }
  }
}
