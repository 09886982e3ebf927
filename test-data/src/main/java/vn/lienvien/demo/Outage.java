package vn.lienvien.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Half-way the line is cut for long, and the receiver killed and started again meanwhile. */
final class Outage {
  /** What one digest covers, docs/link-protocol.md §3. */
  private static final int CHUNK_BYTES = 130_560;

  /** That carry content at first. */
  private static final int CONNECTIONS = 6;

  private final LinkBench bench;

  Outage(LinkBench bench) {
    this.bench = bench;
  }

  void run(LinkCase one) throws IOException {
    Line line = bench.line();
    Transfer calm = bench.transfer(bench.materials().of(one.material));
    Consultation consultation = bench.fresh(bench.materials().of(one.material));
    consultation.loadPacs();
    Line.Crossed before = line.crossed();
    bench.order(consultation, "R");
    awaitCrossed(before, calm.crossed().fromA() / 2);
    line.cut();
    Line.Crossed atCut = line.crossed();
    bench.stage().gatewayB().kill();
    bench.stage().gatewayB().start();
    sleep(bench.options().outage());
    Line.Crossed atReturn = line.crossed();
    line.mend();
    long mended = System.nanoTime();
    awaitCrossed(atReturn, CHUNK_BYTES);
    double moving = (System.nanoTime() - mended) / 1e9;
    Transfer whole = bench.receipted(consultation, before);
    // What was tried into the cut line never crossed it and is not counted against either.
    long tried = atReturn.since(atCut).fromA();
    double twice = Math.max(0, whole.crossed().fromA() - tried - calm.crossed().fromA());
    String title =
        "cut %d s, receiver killed at half, %s"
            .formatted(bench.options().outage().toSeconds(), one.line);
    BenchReport.less(title + ", moving again", "s", moving, 5, "to reach");
    BenchReport.less(
        title + ", sent twice",
        "bytes",
        twice,
        (double) CONNECTIONS * CHUNK_BYTES,
        "a chunk a connection");
  }

  private void awaitCrossed(Line.Crossed before, long bytes) {
    Await.answer(
        bytes + " bytes to cross the line",
        Duration.ofMinutes(3),
        () ->
            bench.line().crossed().since(before).fromA() >= bytes
                ? Optional.of(true)
                : Optional.empty());
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageException("interrupted", e);
    }
  }
}
