package vn.lienvien.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A STAT radiograph that comes while the line is full with routine studies. */
final class Overtaking {
  private static final int ROUTINE_STUDIES = 2;

  private final LinkBench bench;

  Overtaking(LinkBench bench) {
    this.bench = bench;
  }

  void run(LinkCase one) throws IOException {
    Path radiograph = bench.materials().radiograph();
    List<Double> idle = new ArrayList<>();
    List<Double> busy = new ArrayList<>();
    List<Double> firstChunk = new ArrayList<>();
    for (int i = 0; i < bench.options().runs(); i++) {
      idle.add(bench.transfer(radiograph).seconds());
      List<Consultation> routine = fill(one);
      Consultation stat = bench.fresh(radiograph);
      stat.loadPacs();
      Line.Crossed before = bench.line().crossed();
      bench.order(stat, "S");
      firstChunk.add(secondsToFirstChunk(stat));
      busy.add(bench.receipted(stat, before).seconds());
      routine.forEach(consultation -> consultation.awaitAtB("READABLE"));
    }
    double alone = BenchReport.median(idle);
    String title = "STAT CR of 8 MB over routine, " + one.line;
    BenchReport.less(title, "s", BenchReport.median(busy), 1.15 * alone, "1.15 x an idle line");
    BenchReport.less(
        title + ", first chunk",
        "s after it could leave",
        BenchReport.median(firstChunk),
        1,
        "to reach");
  }

  /** Orders routine studies and waits until the line carries them. */
  private List<Consultation> fill(LinkCase one) throws IOException {
    List<Consultation> routine = new ArrayList<>();
    for (int i = 0; i < ROUTINE_STUDIES; i++) {
      Consultation consultation = bench.fresh(bench.materials().of(one.material));
      consultation.loadPacs();
      bench.order(consultation, "R");
      routine.add(consultation);
    }
    routine.forEach(consultation -> consultation.awaitAtA("SENDING", "AWAITING_RESULT"));
    return routine;
  }

  /** From the case that is being sent at A to the first bytes of its content on B's disk. */
  private double secondsToFirstChunk(Consultation stat) {
    String caseId = stat.awaitAtA("SENDING", "AWAITING_RESULT");
    long started = System.nanoTime();
    Path incoming = bench.stage().b().gatewayDirectory().resolve("link/incoming");
    Await.answer(
        "the first chunk of the STAT study",
        java.time.Duration.ofSeconds(60),
        () -> arrived(incoming, caseId) ? java.util.Optional.of(true) : java.util.Optional.empty());
    return (System.nanoTime() - started) / 1e9;
  }

  private static boolean arrived(Path incoming, String caseId) {
    try (Stream<Path> files = Files.walk(incoming)) {
      return files.anyMatch(file ->
          file.getFileName().toString().startsWith(caseId)
              && file.getFileName().toString().endsWith(".part"));
    } catch (IOException | java.io.UncheckedIOException e) {
      return false;
    }
  }
}
