package vn.lienvien.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
