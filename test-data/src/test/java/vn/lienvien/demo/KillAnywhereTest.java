package vn.lienvien.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienvien.testdata.PhantomStudies;

/** Promise seven: kill -9 either gateway at any moment, start it again, the run completes. */
class KillAnywhereTest {
  private static final int KILLS = 8;

  @TempDir Path work;

  @ParameterizedTest
  @ValueSource(longs = {20261122, 4982017})
  void completesWithNothingTwiceWhateverIsKilledWhenever(long seed) throws Exception {
    Path phantoms = work.resolve("test-data");
    PhantomStudies.main(new String[] {phantoms.toString()});
    StudyFiles study = StudyFiles.below(phantoms.resolve("mr-so-nao")).getFirst();
    try (TwoHospitals stage =
        TwoHospitals.raise(
            new Launcher(StageDirectories.distribution()), work, PacsKind.LIENVIEN)) {
      Consultation consultation = new Consultation(stage, study);
      consultation.loadPacs();
      Killer killer = new Killer(stage, new SplittableRandom(seed), KILLS);
      consultation.order(phantoms.resolve("mr-so-nao/order.hl7"));
      Thread chaos = Thread.ofPlatform().start(killer);
      String caseId = consultation.awaitAtB("READABLE");
      consultation.readAndSignDespiteRestarts(caseId);
      chaos.join();
      consultation.awaitAtB("CLOSED");
      consultation.awaitAtA("CLOSED");
      Evidence evidence = Evidence.of(stage, consultation, caseId);
      assertThat(evidence.complete(study.files().size()))
          .as("seed %d: %s", seed, evidence)
          .isTrue();
      assertThat(stage.a().hisDirectory().toFile().list()).hasSize(1);
    }
  }
}
