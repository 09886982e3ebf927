package vn.lienvien.model;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What the requesting doctor asks for, from an ORM^O01, the web page or a routing rule. All text is
 * Unicode NFC; absent text is the empty string.
 *
 * @param messageControlID MSH-10 of the order message; empty when it did not come by HL7
 * @param placerOrderNumber ORC-2
 * @param accessionNumber OBR-18 (or OBR-3): (0008,0050); empty when unknown
 * @param studyInstanceUID ZDS-1 or the picked study; empty when the PACS must be asked
 * @param patientID PID-3.1
 * @param issuerOfPatientID PID-3.4.1
 * @param patientName PID-5 as one display string, family name first, never split
 * @param patientBirthDate PID-7 where it is a full date
 * @param patientSex PID-8: M, F, O or empty
 * @param requestedProcedure OBR-4.2
 * @param reasonForStudy OBR-31.2
 * @param relevantClinicalInformation OBR-13
 * @param requestingPhysician ORC-12 as one display string
 * @param studyDate OBR-7, the day the images were made, where known
 */
public record Order(
    OrderSource source,
    String messageControlID,
    String placerOrderNumber,
    String accessionNumber,
    String studyInstanceUID,
    String patientID,
    String issuerOfPatientID,
    String patientName,
    Optional<LocalDate> patientBirthDate,
    String patientSex,
    String requestedProcedure,
    String reasonForStudy,
    String relevantClinicalInformation,
    String requestingPhysician,
    Optional<LocalDate> studyDate,
    Priority priority) {}
