package vn.lienvien.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import vn.lienvien.dicom.data.Tag;

/**
 * Nothing twice and nothing left over, counted as files and answers, not as sets of UIDs: a second
 * file, case, message or row would be seen.
 *
 * @param objects of the case: its images and the result's objects
 */
record Counting(TwoHospitals stage, Consultation consultation, int objects) {
  /** What is there too often, too seldom or still; empty when all is well. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    String study = consultation.study().studyInstanceUID();
    differ(faults, "cases of the study at A", 1, casesOf(consultation.casesAtA(), study));
    differ(faults, "cases of the study at B", 1, casesOf(consultation.casesAtB(), study));
    for (Hospital site : List.of(stage.a(), stage.b())) {
      GatewayDisk disk = new GatewayDisk(site.gatewayDirectory());
      String at = " at " + site.siteId();
      differ(faults, "files in the gateway" + at, objects, disk.filesOf(study).size());
      int atPacs = StudyFiles.all(site.pacsDirectory(), study).size();
      differ(faults, "files in the PACS" + at, objects, atPacs);
      differ(faults, "instances that the PACS finds" + at, objects, found(site, study));
      differ(faults, "quarantined" + at, 0, disk.quarantined());
      differ(faults, "left in staging" + at, 0, disk.staged());
      differ(faults, "left of parcels" + at, 0, disk.arriving());
    }
    return faults;
  }

  private static void differ(List<String> faults, String what, int expected, int counted) {
    if (expected != counted) {
      faults.add("%s: %d, not %d".formatted(what, counted, expected));
    }
  }

  private static int casesOf(JsonNode list, String studyInstanceUID) {
    int count = 0;
    for (JsonNode one : list.path("cases")) {
      count += one.path("studyInstanceUID").asText().equals(studyInstanceUID) ? 1 : 0;
    }
    return count;
  }

  private int found(Hospital site, String studyInstanceUID) {
    String answer =
        stage
            .launcher()
            .require(
                site.place(),
                "dicom",
                "find",
                "--json",
                "-aet",
                "LOADER",
                "-aec",
                site.pacsAETitle(),
                "-k",
                "StudyInstanceUID=" + studyInstanceUID,
                "-k",
                "NumberOfStudyRelatedInstances",
                site.address(),
                Integer.toString(site.pacsDicomPort()));
    String tag = "%08X".formatted(Tag.NumberOfStudyRelatedInstances);
    return Json.read(answer).path(tag).path("Value").path(0).asInt(-1);
  }
}
