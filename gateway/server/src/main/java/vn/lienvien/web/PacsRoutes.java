package vn.lienvien.web;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.audit.AuditEvent.Action;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.security.Role;

/** Lets the requesting doctor look for a study in this site's PACS (C-FIND, PS3.4 C.6.2). */
final class PacsRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(PacsRoutes.class);

  private static final List<String> KEYS =
      List.of("patientID", "patientName", "accessionNumber", "studyDate");

  private final Optional<PacsSearch> pacs;
  private final ViewAudit audit;

  PacsRoutes(Optional<PacsSearch> pacs, ViewAudit audit) {
    this.pacs = pacs;
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/pacs/studies",
            Access.only(Role.REQUESTING_DOCTOR, Role.PACS_ADMINISTRATOR),
            this::search));
  }

  private void search(Exchange exchange) throws IOException {
    PacsSearch search =
        pacs.orElseThrow(
            () -> new HttpFault(ErrorCode.PACS_NOT_CONFIGURED, "no PACS is configured here"));
    List<PacsStudy> studies = find(search, keys(exchange)).stream().map(PacsStudy::of).toList();
    audit.did(exchange, Action.SEARCH_PACS, "");
    exchange.json(200, Map.of("studies", studies));
  }

  private static List<Attributes> find(PacsSearch search, Attributes keys) {
    try {
      return search.studies(keys);
    } catch (IOException unreachable) {
      LOG.warn("the PACS did not answer a search: {}", unreachable.getMessage());
      throw new HttpFault(ErrorCode.PACS_UNREACHABLE, "the PACS did not answer");
    }
  }

  /** A search without any key would ask the PACS for everything it has. */
  private static Attributes keys(Exchange exchange) {
    if (KEYS.stream().noneMatch(key -> exchange.query(key).isPresent())) {
      throw HttpFault.badRequest("give at least one of " + KEYS);
    }
    Attributes keys = new Attributes().useUnicode();
    exchange.query("patientID").ifPresent(text -> keys.set(Tag.PatientID, text));
    exchange.query("patientName").ifPresent(text -> keys.set(Tag.PatientName, anywhere(text)));
    exchange.query("accessionNumber").ifPresent(text -> keys.set(Tag.AccessionNumber, text));
    exchange.query("studyDate").ifPresent(text -> keys.set(Tag.StudyDate, range(text)));
    return keys;
  }

  private static String anywhere(String name) {
    return name.contains("*") || name.contains("?") ? name : "*" + name.replace(' ', '*') + "*";
  }

  private static String range(String text) {
    if (!text.matches("[0-9]{8}|[0-9]{8}-|-[0-9]{8}|[0-9]{8}-[0-9]{8}")) {
      throw HttpFault.badRequest("studyDate is YYYYMMDD or YYYYMMDD-YYYYMMDD");
    }
    return text;
  }

  /** The API document's PacsStudy. */
  record PacsStudy(
      String studyInstanceUID,
      String patientID,
      String patientName,
      @Nullable LocalDate patientBirthDate,
      String patientSex,
      String accessionNumber,
      @Nullable LocalDate studyDate,
      String studyDescription,
      List<String> modalities,
      int numberOfInstances) {

    static PacsStudy of(Attributes study) {
      return new PacsStudy(
          study.string(Tag.StudyInstanceUID, ""),
          study.string(Tag.PatientID, ""),
          DisplayName.of(study.string(Tag.PatientName, "")),
          date(study, Tag.PatientBirthDate),
          study.string(Tag.PatientSex, ""),
          study.string(Tag.AccessionNumber, ""),
          date(study, Tag.StudyDate),
          study.string(Tag.StudyDescription, ""),
          study.strings(Tag.ModalitiesInStudy),
          study.integer(Tag.NumberOfStudyRelatedInstances, 0));
    }

    private static @Nullable LocalDate date(Attributes study, int tag) {
      try {
        return LocalDate.parse(study.string(tag, ""), DateTimeFormatter.BASIC_ISO_DATE);
      } catch (DateTimeParseException notADate) {
        return null;
      }
    }
  }
}
