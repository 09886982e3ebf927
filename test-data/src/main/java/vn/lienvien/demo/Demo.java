package vn.lienvien.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import vn.lienvien.testdata.PhantomStudies;

/**
 * Raises the two hospitals and runs the consultation: the program behind {@code scripts/demo.sh}.
 */
public final class Demo {
  static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private Demo() {}

  public static void main(String[] args) throws IOException {
    DemoOptions options;
    try {
      options = DemoOptions.parse(List.of(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + DemoOptions.USAGE);
      System.exit(2);
      return;
    }
    System.exit(run(options) ? 0 : 1);
  }

  /** True when the consultation ended complete; the summary is also kept as summary.json. */
  static boolean run(DemoOptions options) throws IOException {
    say("1/6 preparing studies and orders");
    List<StudyFiles> studies = studies(options);
    say("2/6 raising two hospitals: gateway, PACS and HIS each, below " + options.work());
    Optional<Line> line = Optional.empty();
    try {
      line = options.line().map(wanted -> Line.up(wanted.script(), wanted.spec()));
      line.ifPresent(Demo::takeAwayAtExit);
      return run(options, studies, line);
    } catch (StageException e) {
      say("failed: " + e.getMessage());
      return false;
    }
  }

  private static boolean run(DemoOptions options, List<StudyFiles> studies, Optional<Line> line) {
    List<Place> places =
        line.map(between -> List.of(between.placeA(), between.placeB()))
            .orElse(List.of(Place.loopback(), Place.loopback()));
    line.ifPresent(between -> say("    between them an emulated line of " + between.spec()));
    try (TwoHospitals stage =
        TwoHospitals.raise(
            new Launcher(options.distribution()), options.work(), options.pacs(), places)) {
      boolean complete = consult(stage, studies.getFirst(), options.work(), line);
      if (!options.once()) {
        leaveOpen(stage, studies.subList(1, studies.size()));
      }
      return complete;
    }
  }

  /** Also when the demo is ended with Ctrl-C. */
  private static void takeAwayAtExit(Line line) {
    Runtime.getRuntime().addShutdownHook(new Thread(line::close));
  }

  private static boolean consult(
      TwoHospitals stage, StudyFiles study, Path work, Optional<Line> line) {
    Consultation consultation = new Consultation(stage, study);
    say("3/6 storing " + study.files().size() + " images in PACS A, then HIS A orders a reading");
    consultation.loadPacs();
    consultation.order(order(stage, study));
    line.ifPresent(between -> watch(between, stage, study));
    say("4/6 waiting until the case is on the reading list of B");
    String caseId = consultation.awaitAtB("READABLE");
    say("5/6 the radiologist at B writes and signs");
    consultation.readAndSign(caseId);
    say("6/6 waiting until both ends have closed the case");
    consultation.awaitAtB("CLOSED");
    consultation.awaitAtA("CLOSED");
    stage.requireAllAlive();
    Evidence evidence = Evidence.of(stage, consultation, caseId);
    String summary =
        Summary.of(
            consultation,
            evidence,
            new Summary.Ending(
                consultation.caseAtA(caseId),
                consultation.caseAtB(caseId),
                line.map(between -> transfer(between, stage, consultation, caseId))));
    GatewayConfig.write(work.resolve("summary.json"), summary);
    System.out.println(summary);
    return evidence.complete(study.files().size());
  }

  private static void watch(Line line, TwoHospitals stage, StudyFiles study) {
    // A consultation of its own: a logged-in client belongs to one thread.
    Consultation watched = new Consultation(stage, study);
    Thread.ofVirtual().start(new TransferProgress(line, stage, watched, Demo::say));
  }

  /** What the study's way over the line was, for the summary. */
  private static Summary.OverTheLine transfer(
      Line line, TwoHospitals stage, Consultation consultation, String caseId) {
    try {
      long minimal =
          CompressedStudy.at(stage.a(), consultation.study().studyInstanceUID()).minimalBytes();
      double seconds =
          Summary.between(consultation.caseAtA(caseId), "PREPARING", "AWAITING_RESULT");
      return new Summary.OverTheLine(
          line.spec(), minimal, seconds, minimal * 8 / seconds / line.bitsPerSecond());
    } catch (IOException e) {
      throw new StageException("cannot read the study at A", e);
    }
  }

  /** Orders the remaining studies so that a person has something to read, and waits for the end. */
  private static void leaveOpen(TwoHospitals stage, List<StudyFiles> rest) {
    for (StudyFiles study : rest) {
      Consultation next = new Consultation(stage, study);
      next.loadPacs();
      next.order(order(stage, study));
    }
    say("");
    say("Both hospitals stay up; end them with Ctrl-C. Click here:");
    for (Account account : stage.accounts()) {
      say(
          "  %-24s %s   user %-9s password %s"
              .formatted(
                  account.hospital().name(),
                  account.hospital().webAddress(),
                  account.username(),
                  account.password()));
    }
    say("  The line between them, as an administrator sees it: .../admin/lines");
    Runtime.getRuntime().addShutdownHook(new Thread(stage::close));
    while (true) {
      stage.requireAllAlive();
      try {
        Thread.sleep(1000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static List<StudyFiles> studies(DemoOptions options) throws IOException {
    if (options.data().isPresent()) {
      List<StudyFiles> given = StudyFiles.below(options.data().get());
      if (given.isEmpty()) {
        throw new StageException("no DICOM file below " + options.data().get());
      }
      return given;
    }
    Path phantoms = options.work().resolve("test-data");
    PhantomStudies.main(new String[] {phantoms.toString()});
    return StudyFiles.below(phantoms);
  }

  /** The message that lies beside a phantom's images, or one made from the study's header. */
  private static Path order(TwoHospitals stage, StudyFiles study) {
    Path folder = study.files().values().iterator().next().getParent();
    Path beside = folder == null ? Path.of("order.hl7") : folder.resolve("order.hl7");
    if (Files.exists(beside)) {
      return beside;
    }
    Path made = stage.a().directory().resolve("order-" + study.studyInstanceUID() + ".hl7");
    String controlID = "MSG" + Integer.toUnsignedString(study.studyInstanceUID().hashCode());
    GatewayConfig.write(
        made, OrderText.forStudy(study.firstHeader(), controlID, LocalDateTime.now(VIETNAM)));
    return made;
  }

  private static void say(String line) {
    System.err.println(line);
  }
}
