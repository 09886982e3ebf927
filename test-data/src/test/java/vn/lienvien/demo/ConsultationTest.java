package vn.lienvien.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.testdata.PhantomStudies;

/** The whole consultation, HL7 order to signed ledger, between real processes. */
class ConsultationTest {
  @TempDir Path work;

  @Test
  void endsWithEveryObjectAtFourPlacesWhenThePacsAreThisSameProgram() throws Exception {
    assertThat(Demo.run(StageDirectories.options(work, PacsKind.LIENVIEN))).isTrue();
    assertThat(Files.readString(work.resolve("summary.json"))).contains("\"ok\":true");
  }

  @Test
  void endsTheSameWithTwoOrthancs() throws Exception {
    assertThat(Demo.run(StageDirectories.options(work, PacsKind.ORTHANC))).isTrue();
  }

  @Test
  void beginsAsWellWithAStudyPickedInTheWebPageAndWithOneThatAModalityPushed() throws Exception {
    Path phantoms = work.resolve("test-data");
    PhantomStudies.main(new String[] {phantoms.toString()});
    try (TwoHospitals stage =
        TwoHospitals.raise(
            new Launcher(StageDirectories.distribution()), work, PacsKind.LIENVIEN)) {
      Consultation picked =
          new Consultation(stage, StudyFiles.below(phantoms.resolve("mr-so-nao")).getFirst());
      Consultation pushed =
          new Consultation(stage, StudyFiles.below(phantoms.resolve("cr-nguc")).getFirst());
      picked.loadPacs();
      picked.pickInWebPage();
      pushed.pushToGateway();
      for (Consultation consultation : List.of(picked, pushed)) {
        String caseId = consultation.awaitAtB("READABLE");
        consultation.readAndSign(caseId);
        consultation.awaitAtA("CLOSED");
        consultation.awaitAtB("CLOSED");
        Evidence evidence = Evidence.of(stage, consultation, caseId);
        assertThat(evidence.complete(consultation.study().files().size()))
            .as("%s", evidence)
            .isTrue();
      }
    }
  }

  @Test
  void endsTheSameOnARealCtSeries() throws Exception {
    Path series = StageDirectories.sharedData("series_ct_ge_head28").orElse(null);
    if (series == null) {
      System.out.println("shared/data is absent: the real CT series was not run");
      return;
    }
    assertThat(Demo.run(StageDirectories.options(work, PacsKind.LIENVIEN).withData(series)))
        .isTrue();
  }
}
