package vn.lienvien.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a radiologist sees is what the modality made: every kind of pixels, through both gateways.
 */
class BrowserImagesTest {
  @TempDir Path work;

  @Test
  void theViewportShowsValueForValueWhatPydicomAndGdcmDecode() throws Exception {
    Path pixels = work.resolve("pixels");
    makeStudy(pixels);
    StudyFiles study = StudyFiles.below(pixels.resolve("dicom")).getFirst();
    try (TwoHospitals stage =
        TwoHospitals.raise(
            new Launcher(StageDirectories.distribution()), work, PacsKind.LIENVIEN)) {
      Consultation consultation = new Consultation(stage, study);
      consultation.loadPacs();
      consultation.pickInWebPage();
      String caseId = consultation.awaitAtB("READABLE");
      new BrowserScript("images.mjs", stage.radiologist())
          .run("--case", caseId, "--expected", pixels.resolve("expected").toString());
      consultation.readAndSign(caseId);
      consultation.awaitAtA("CLOSED");
      new BrowserScript("annotations.mjs", stage.requestingDoctor()).run("--case", caseId);
    }
  }

  /** Files of the field where they are present; the made ones suffice where they are not. */
  private static void makeStudy(Path out) throws Exception {
    Path script = StageDirectories.repository().resolve("viewer-web/e2e/pixel_study.py");
    List<String> command =
        new ArrayList<>(List.of("/usr/bin/python3", script.toString(), out.toString()));
    StageDirectories.sharedData("files")
        .ifPresentOrElse(
            real -> command.add(real.toString()),
            () -> System.out.println("shared/data is absent: only images made here are checked"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
