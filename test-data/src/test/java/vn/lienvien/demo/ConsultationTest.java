package vn.lienvien.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.testdata.PhantomStudies;

/** The whole consultation, HL7 order to signed ledger, between real processes. */
class ConsultationTest {
  /** 4.26 when this was written; what stays native would pull it down. */
  private static final double RATIO_OF_THE_PHANTOM = 4;

  @TempDir Path work;

  @Test
  void endsWithEveryObjectAtFourPlacesWhenThePacsAreThisSameProgram() throws Exception {
    assertThat(Demo.run(StageDirectories.options(work, PacsKind.LIENVIEN))).isTrue();
    JsonNode summary = Json.read(Files.readString(work.resolve("summary.json")));
    assertThat(summary.path("ok").asBoolean()).isTrue();
    assertThat(summary.path("compressed")).isEqualTo(summary.path("images"));
    assertThat(summary.path("ratio").asDouble()).isGreaterThan(RATIO_OF_THE_PHANTOM);
  }

  @Test
  void endsTheSameWithTwoOrthancs() throws Exception {
    assertThat(Demo.run(StageDirectories.options(work, PacsKind.ORTHANC))).isTrue();
  }

  @Test
  void beginsAsWellWithAStudyPickedInTheWebPageThatBHasAlreadyAndWithOneThatAModalityPushed()
      throws Exception {
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
      picked.bringToConsultant();
      picked.pickInWebPage();
      pushed.pushToGateway();
      for (Consultation consultation : List.of(picked, pushed)) {
        consultation.readAndSign(consultation.awaitAtB("READABLE"));
        consultation.awaitAtA("CLOSED");
        consultation.awaitAtB("CLOSED");
      }
      for (Consultation consultation : List.of(picked, pushed)) {
        String caseId = consultation.awaitAtA("CLOSED");
        new ResultMessages(stage.a().hisDirectory()).assertTellsOnce(consultation.caseAtA(caseId));
        Evidence evidence = Evidence.of(stage, consultation, caseId);
        assertThat(evidence.complete(consultation.study().files().size()))
            .as("%s", evidence)
            .isTrue();
        assertThat(evidence.compressed()).isEqualTo(consultation.study().files().size());
      }
    }
  }

  @Test
  void endsTheSameOnARealCtSeries() throws Exception {
    Optional<Path> series = StageDirectories.sharedData("series_ct_ge_head28");
    assumeTrue(series.isPresent(), "the real CT series is not here");
    assertThat(Demo.run(StageDirectories.options(work, PacsKind.LIENVIEN).withData(series.get())))
        .isTrue();
  }
}
