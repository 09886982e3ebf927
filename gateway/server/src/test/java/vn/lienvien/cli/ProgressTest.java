package vn.lienvien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

final class ProgressTest {
  private static final long SECOND = 1_000_000_000L;

  private final StringWriter said = new StringWriter();
  private final AtomicLong clock = new AtomicLong();

  @Test
  void longWorkSaysEveryTwoSecondsHowFarItIs() {
    Progress progress = new Progress(output(), "frames", clock::get);
    for (int done = 1; done <= 50; done++) {
      clock.addAndGet(SECOND / 10);
      progress.at(done, 50);
    }
    assertThat(said.toString().lines())
        .containsExactly("  20 of 50 frames (40%)", "  40 of 50 frames (80%)");
  }

  @Test
  void shortWorkAndWorkOfUnknownSizeSayNothing() {
    Progress progress = new Progress(output(), "objects", clock::get);
    progress.at(1, 2);
    clock.addAndGet(SECOND * 5);
    progress.at(0, 0);
    assertThat(said.toString()).isEmpty();
  }

  private Output output() {
    Output output = new Output();
    output.spec = CommandSpec.create();
    new CommandLine(output.spec).setErr(new PrintWriter(said));
    return output;
  }
}
