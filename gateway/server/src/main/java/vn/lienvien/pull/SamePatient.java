package vn.lienvien.pull;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.lienvien.archive.Folding;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.model.Order;

/**
 * Whether a study at the PACS may be of the patient whom the order names. An accession number typed
 * wrongly is still somebody's accession number.
 */
final class SamePatient {
  private SamePatient() {}

  /**
   * The same Patient ID says yes unless name and birth date both say no: short numbers of two
   * numberings meet by chance. Where HIS and PACS number patients each in their own way, the same
   * words in the name say yes (without marks, in any order: the two split names differently),
   * unless the birth dates differ.
   */
  static boolean isPlausible(Attributes study, Order order) {
    boolean sameName = words(study.string(Tag.PatientName, "")).equals(words(order.patientName()));
    boolean otherBirthDate =
        birthDatesDiffer(study.string(Tag.PatientBirthDate, ""), order.patientBirthDate());
    return hasSameID(study, order) ? sameName || !otherBirthDate : sameName && !otherBirthDate;
  }

  private static boolean hasSameID(Attributes study, Order order) {
    String patientID = study.string(Tag.PatientID, "");
    String issuer = study.string(Tag.IssuerOfPatientID, "");
    boolean sameIssuer =
        issuer.isEmpty()
            || order.issuerOfPatientID().isEmpty()
            || issuer.equals(order.issuerOfPatientID());
    return sameIssuer && !patientID.isEmpty() && patientID.equals(order.patientID());
  }

  private static boolean birthDatesDiffer(String atPacs, Optional<LocalDate> ordered) {
    return !atPacs.isEmpty()
        && ordered.isPresent()
        && !atPacs.equals(DateTimeFormatter.BASIC_ISO_DATE.format(ordered.get()));
  }

  /** Of the first component group; the others say the same name in other scripts (PS3.5 6.2.1). */
  private static List<String> words(String personName) {
    String alphabetic = personName.split("=", 2)[0];
    return Arrays.stream(Folding.foldName(alphabetic).split(" ")).sorted().toList();
  }
}
