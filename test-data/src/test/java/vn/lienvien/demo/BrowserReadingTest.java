package vn.lienvien.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.testdata.PhantomStudies;

/** People's way through the consultation: a real browser asks, reads, signs and follows. */
class BrowserReadingTest {
  @TempDir Path work;

  @Test
  void aDoctorAsksARadiologistSignsAndTheCaseClosesByItself() throws Exception {
    Path phantoms = work.resolve("test-data");
    PhantomStudies.main(new String[] {phantoms.toString()});
    StudyFiles study = StudyFiles.below(phantoms.resolve("mr-so-nao")).getFirst();
    try (TwoHospitals stage =
        TwoHospitals.raise(
            new Launcher(StageDirectories.distribution()), work, PacsKind.LIENVIEN)) {
      Consultation consultation = new Consultation(stage, study);
      bringPrior(stage, phantoms.resolve("mr-so-nao"));
      consultation.loadPacs();
      String caseId =
          new BrowserScript("requesting.mjs", stage.requestingDoctor())
              .run("--patient", study.firstHeader().string(Tag.PatientID, ""))
              .path("caseId")
              .asText();
      assertThat(consultation.awaitAtB("READABLE")).isEqualTo(caseId);
      new BrowserScript("writing.mjs", stage.radiologist()).run("--case", caseId);
      new BrowserScript("warned.mjs", stage.requestingDoctor()).run("--case", caseId);
      new BrowserScript("priors.mjs", stage.radiologist()).run("--case", caseId);
      new BrowserScript("windows.mjs", stage.radiologist()).run("--case", caseId);
      new BrowserScript("volume.mjs", stage.radiologist()).run("--case", caseId);
      new BrowserScript("reading.mjs", stage.radiologist()).run("--case", caseId);
      consultation.awaitAtB("CLOSED");
      consultation.awaitAtA("CLOSED");
      Evidence evidence = Evidence.of(stage, consultation, caseId);
      assertThat(evidence.complete(study.files().size())).as("%s", evidence).isTrue();
      new BrowserScript("afterwards.mjs", stage.radiologist()).run("--case", caseId);
      new BrowserScript("afterwards.mjs", stage.requestingDoctor()).run("--case", caseId);
      lookAround(stage, caseId);
    }
  }

  /** The patient was at the consulting hospital before. */
  private void bringPrior(TwoHospitals stage, Path originals) throws IOException {
    StudyFiles prior = new StudyVariation("prior", 9).write(originals, work.resolve("prior"));
    new Consultation(stage, prior).bringToConsultant();
  }

  /** What the three roles see when all is done: both languages, on a desk and on a telephone. */
  private static void lookAround(TwoHospitals stage, String caseId) throws Exception {
    String caseFile = "/cases/" + caseId;
    String reading = "/reading/" + caseId;
    tour(stage.requestingDoctor(), caseId, "/requests", "/requests/new", caseFile, reading);
    tour(stage.radiologist(), caseId, "/reading", caseFile, reading);
    tour(
        stage.administratorA(),
        caseId,
        "/status",
        "/admin/quarantine",
        "/admin/routing",
        "/admin/accounts",
        "/templates");
  }

  private static void tour(Account account, String caseId, String... pages) throws Exception {
    new BrowserScript("tour.mjs", account)
        .run("--case", caseId, "--pages", String.join(",", pages));
  }
}
