package vn.lienvien.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import vn.lienvien.testdata.PhantomStudies;

/**
 * Raises the two hospitals and runs the consultation: the program behind {@code scripts/demo.sh}.
 */
public final class Demo {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

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
    try (TwoHospitals stage =
        TwoHospitals.raise(new Launcher(options.distribution()), options.work(), options.pacs())) {
      boolean complete = consult(stage, studies.getFirst(), options.work());
      if (!options.once()) {
        leaveOpen(stage, studies.subList(1, studies.size()));
      }
      return complete;
    } catch (StageException e) {
      say("failed: " + e.getMessage());
      return false;
    }
  }

  private static boolean consult(TwoHospitals stage, StudyFiles study, Path work) {
    Consultation consultation = new Consultation(stage, study);
    say("3/6 storing " + study.files().size() + " images in PACS A, then HIS A orders a reading");
    consultation.loadPacs();
    consultation.order(order(stage, study));
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
            consultation, evidence, consultation.caseAtA(caseId), consultation.caseAtB(caseId));
    GatewayConfig.write(work.resolve("summary.json"), summary);
    System.out.println(summary);
    return evidence.complete(study.files().size());
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
