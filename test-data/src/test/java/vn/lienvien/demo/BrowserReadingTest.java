package vn.lienvien.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.testdata.PhantomStudies;

/** A person's way through the consultation: a real browser logs in, reads, writes and signs. */
class BrowserReadingTest {
  @TempDir Path work;

  @Test
  void aRadiologistReadsAndSignsInTheBrowserAndTheCaseClosesByItself() throws Exception {
    Path phantoms = work.resolve("test-data");
    PhantomStudies.main(new String[] {phantoms.toString()});
    StudyFiles study = StudyFiles.below(phantoms.resolve("ct-so-nao")).getFirst();
    try (TwoHospitals stage =
        TwoHospitals.raise(
            new Launcher(StageDirectories.distribution()), work, PacsKind.LIENVIEN)) {
      Consultation consultation = new Consultation(stage, study);
      consultation.loadPacs();
      consultation.order(phantoms.resolve("ct-so-nao/order.hl7"));
      String caseId = consultation.awaitAtB("READABLE");
      read(stage, caseId);
      consultation.awaitAtB("CLOSED");
      consultation.awaitAtA("CLOSED");
      Evidence evidence = Evidence.of(stage, consultation, caseId);
      assertThat(evidence.complete(study.files().size())).as("%s", evidence).isTrue();
    }
  }

  /** The script checks pixels, texts, signature and accessibility; exit code 0 means all held. */
  private static void read(TwoHospitals stage, String caseId) throws Exception {
    Path repository = StageDirectories.repository();
    Account reader = stage.radiologist();
    List<String> command =
        List.of(
            "node",
            repository.resolve("viewer-web/e2e/reading.mjs").toString(),
            "--base",
            stage.b().webAddress(),
            "--user",
            reader.username(),
            "--password",
            reader.password(),
            "--case",
            caseId,
            "--out",
            repository.resolve("test-data/target/screenshots").toString());
    Process browser = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(browser.waitFor()).as(said).isZero();
  }
}
