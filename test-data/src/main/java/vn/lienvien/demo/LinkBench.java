package vn.lienvien.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The link beside what sends the same files today, on an emulated line: the program behind {@code
 * scripts/bench.sh link}.
 */
public final class LinkBench implements AutoCloseable {
  private final LinkBenchOptions options;
  private final Line line;
  private final TwoHospitals stage;
  private final BenchMaterials materials;
  private int studies;

  private LinkBench(LinkBenchOptions options) throws IOException {
    this.options = options;
    this.materials = new BenchMaterials(options.work().resolve("material"), options.data());
    this.line = Line.up(options.lineScript(), "1000mbit,0ms,0%");
    try {
      this.stage =
          TwoHospitals.raise(
              new Launcher(options.distribution()),
              options.work(),
              PacsKind.LIENVIEN,
              List.of(line.placeA(), line.placeB()));
    } catch (RuntimeException e) {
      line.close();
      throw e;
    }
  }

  public static void main(String[] arguments) throws IOException {
    LinkBenchOptions options;
    try {
      options = LinkBenchOptions.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    try (LinkBench bench = new LinkBench(options)) {
      bench.warmUp();
      for (LinkCase one : options.cases()) {
        bench.run(one);
      }
    }
  }

  private void warmUp() throws IOException {
    for (LinkCase.Material material : List.of(LinkCase.Material.SMALL, LinkCase.Material.CT)) {
      transfer(materials.of(material));
    }
  }

  private void run(LinkCase one) throws IOException {
    line.set(one.line);
    switch (one) {
      case STAT -> new Overtaking(this).run(one);
      case OUTAGE -> new Outage(this).run(one);
      case CAP, CAP_LOSS -> new Capping(this).run(one);
      default -> measure(one);
    }
  }

  /** Ours some times, then each peer with the files of our last run. */
  private void measure(LinkCase one) throws IOException {
    List<Double> seconds = new ArrayList<>();
    List<Double> uses = new ArrayList<>();
    List<Double> wire = new ArrayList<>();
    CompressedStudy last = null;
    for (int i = 0; i < options.runs(); i++) {
      if (one == LinkCase.CUTS) {
        line.rhythm(1000, 5000);
      }
      Transfer transfer = transfer(materials.of(one.material));
      line.rhythm(0, 0);
      last = CompressedStudy.at(stage.a(), transfer.studyInstanceUID());
      double took = one.countsFromCompressed() ? transfer.sending() : transfer.seconds();
      seconds.add(took);
      uses.add(last.minimalBytes() * 8 / took / line.bitsPerSecond());
      wire.add(transfer.crossed().both() / (double) last.minimalBytes());
      say(
          "%s: %.2f s, %.2f s of it after compression; fewest bytes %d, crossed %d and %d back",
          one.title(),
          transfer.seconds(),
          transfer.sending(),
          last.minimalBytes(),
          transfer.crossed().fromA(),
          transfer.crossed().fromB());
    }
    double median = BenchReport.median(seconds);
    if (one.reachSeconds > 0) {
      reach(one, median, one.reachSeconds);
    }
    if (one.reachUse > 0) {
      BenchReport.more(
          one.title() + ", use", "of the line", BenchReport.median(uses), one.reachUse, "to reach");
    }
    BenchReport.less(
        one.title() + ", wire",
        "x fewest bytes",
        BenchReport.median(wire),
        one == LinkCase.CUTS ? 1.05 : 1.03,
        "to reach");
    if (last != null && options.peerRuns() > 0) {
      peers(one, median, last.files());
    }
  }

  private static void reach(LinkCase one, double seconds, double reach) {
    BenchReport.less(one.title(), "s", seconds, reach, "to reach");
  }

  private void peers(LinkCase one, double ours, List<Path> files) throws IOException {
    Path work = options.work().resolve("peers-" + one.option());
    try (LinkPeers peers = new LinkPeers(line, work, options.sink())) {
      List<Double> storescu = new ArrayList<>();
      List<Double> orthanc = new ArrayList<>();
      List<Double> upload = new ArrayList<>();
      for (int i = 0; i < options.peerRuns(); i++) {
        upload.add(peers.upload(files));
        storescu.add(peers.storescu(files));
        orthanc.add(peers.orthancPeer(files));
      }
      BenchReport.less(
          one.title(), "s", ours, BenchReport.median(storescu), "storescu, the J2K files, NODELAY");
      BenchReport.less(
          one.title(), "s", ours, BenchReport.median(orthanc), "Orthanc peer, the J2K files");
      BenchReport.less(
          one.title(), "s", ours, BenchReport.median(upload), "one curl upload of their tar");
    }
  }

  /** Sends a study that neither side has seen, and waits for its receipt. */
  Transfer transfer(Path material) throws IOException {
    Consultation consultation = fresh(material);
    consultation.loadPacs();
    Line.Crossed before = line.crossed();
    order(consultation, "R");
    return receipted(consultation, before);
  }

  /** The next variation of a study, known to nobody yet. */
  Consultation fresh(Path material) throws IOException {
    studies++;
    String name = "B%s%d".formatted(Long.toString(System.currentTimeMillis(), 36), studies);
    StudyFiles study =
        new StudyVariation(name.toUpperCase(Locale.ROOT), studies)
            .write(material, options.work().resolve("study-" + studies));
    return new Consultation(stage, study);
  }

  /** HIS A orders a reading; priority S, A or R. */
  void order(Consultation consultation, String priority) {
    StudyFiles study = consultation.study();
    Path file = options.work().resolve("order-" + study.studyInstanceUID() + ".hl7");
    String controlID = "M" + Integer.toUnsignedString(study.studyInstanceUID().hashCode());
    GatewayConfig.write(
        file,
        OrderText.forStudy(
            study.firstHeader(), controlID, LocalDateTime.now(Demo.VIETNAM), priority));
    consultation.order(file);
  }

  Transfer receipted(Consultation consultation, Line.Crossed before) {
    String caseId = consultation.awaitAtA("AWAITING_RESULT");
    Line.Crossed crossed = line.crossed().since(before);
    consultation.awaitAtB("READABLE");
    return Transfer.of(
        consultation.study().studyInstanceUID(), consultation.caseAtA(caseId), crossed);
  }

  Line line() {
    return line;
  }

  TwoHospitals stage() {
    return stage;
  }

  BenchMaterials materials() {
    return materials;
  }

  LinkBenchOptions options() {
    return options;
  }

  static void say(String format, Object... values) {
    System.err.println(String.format(Locale.ROOT, format, values));
  }

  @Override
  public void close() {
    stage.close();
    line.close();
  }
}
