package vn.lienvien.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.testdata.PhantomStudies;

/** Promise seven: kill -9 either gateway at any moment, start it again, the run completes. */
class KillAnywhereTest {
  private static final int KILLS = 8;
  private static final long SEED = 20261122;

  @TempDir Path work;

  @Test
  void completesWithNothingTwiceWhateverIsKilledWhenever() throws Exception {
    completes("seed " + SEED, stage -> new Killer(stage, new SplittableRandom(SEED), KILLS));
  }

  @Test
  void completesWithNothingTwiceThoughEachSideIsKilledInEachStateOfTheCase() throws Exception {
    completes("each state", stage -> new StateKiller(stage, study()));
  }

  private StudyFiles study() {
    return StudyFiles.below(work.resolve("test-data/mr-so-nao")).getFirst();
  }

  private void completes(String how, Function<TwoHospitals, Runnable> killing) throws Exception {
    Path phantoms = work.resolve("test-data");
    PhantomStudies.main(new String[] {phantoms.toString()});
    StudyFiles study = study();
    try (TwoHospitals stage =
        TwoHospitals.raise(
            new Launcher(StageDirectories.distribution()), work, PacsKind.LIENVIEN)) {
      Consultation consultation = new Consultation(stage, study);
      consultation.loadPacs();
      Runnable killer = killing.apply(stage);
      consultation.order(phantoms.resolve("mr-so-nao/order.hl7"));
      Thread chaos = Thread.ofPlatform().start(killer);
      String caseId = consultation.awaitAtB("READABLE");
      consultation.readAndSignDespiteRestarts(caseId);
      chaos.join();
      consultation.awaitAtB("CLOSED");
      consultation.awaitAtA("CLOSED");
      Evidence evidence = Evidence.of(stage, consultation, caseId);
      assertThat(evidence.complete(study.files().size())).as("%s: %s", how, evidence).isTrue();
      new ResultMessages(stage.a().hisDirectory()).assertTellsOnce(consultation.caseAtA(caseId));
    }
  }
}
