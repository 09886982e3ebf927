package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of faults; {@code scripts/faults.sh} makes it long, with seeds of its own. */
class LinkFaultsTest {
  private static final int FAULTS = Integer.getInteger("lienvien.faults", 40);
  private static final int FAULTS_A_SEED = 50;
  private static final long SEED = Long.getLong("lienvien.seed", 20261122);

  @TempDir Path directory;

  @Test
  void everyParcelArrivesOnceWhateverGoesWrongMeanwhile() throws IOException, InterruptedException {
    for (int done = 0; done < FAULTS; done += FAULTS_A_SEED) {
      long seed = SEED + done;
      List<String> story = new ArrayList<>();
      try (FaultRun run = new FaultRun(directory.resolve("seed-" + seed), seed, story::add)) {
        run.run(Math.min(FAULTS_A_SEED, FAULTS - done));
      } catch (AssertionError | IOException | RuntimeException e) {
        throw new AssertionError("seed %d: %s%n%s".formatted(seed, e, String.join("\n", story)), e);
      }
      System.out.println("seed " + seed + ": " + story.getLast());
    }
  }
}
