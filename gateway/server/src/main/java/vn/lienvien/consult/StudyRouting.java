package vn.lienvien.consult;

import java.text.Normalizer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.config.RoutingRule;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.model.Order;
import vn.lienvien.model.OrderMessage;
import vn.lienvien.model.OrderSource;
import vn.lienvien.model.PlacementOutcome;
import vn.lienvien.model.Priority;
import vn.lienvien.outbox.JobHandler;

/**
 * Makes a consultation of a study that was pushed here (ROUTE_STUDY), once nothing of it has come
 * for the rule's quiet time. The sender is (0002,0016) of the file that came first. Thread-safe.
 */
public final class StudyRouting implements JobHandler {
  private static final Logger log = LoggerFactory.getLogger(StudyRouting.class);
  private static final Pattern CARETS = Pattern.compile("[\\^=]+");

  private final CaseArchive archive;
  private final Intake intake;
  private final List<RoutingRule> rules;
  private final Clock clock;

  public StudyRouting(CaseArchive archive, Intake intake, List<RoutingRule> rules, Clock clock) {
    this.archive = archive;
    this.intake = intake;
    this.rules = List.copyOf(rules);
    this.clock = clock;
  }

  @Override
  public JobOutcome run(Job job) {
    List<InstanceRecord> instances = archive.ofStudy(job.subject());
    if (instances.isEmpty()) {
      return JobOutcome.DONE;
    }
    InstanceRecord first = instances.getFirst();
    Instant last = first.storedAt();
    for (InstanceRecord instance : instances) {
      first = instance.storedAt().isBefore(first.storedAt()) ? instance : first;
      last = instance.storedAt().isAfter(last) ? instance.storedAt() : last;
    }
    String sender = archive.fileMeta(first).string(Tag.SourceApplicationEntityTitle, "").strip();
    Optional<RoutingRule> rule =
        rules.stream().filter(r -> r.fromAETitle().equals(sender)).findFirst();
    if (rule.isEmpty()) {
      return JobOutcome.DONE;
    }
    Duration left = Duration.between(clock.instant(), last.plus(rule.get().quiet()));
    return left.isPositive()
        ? new JobOutcome.RetryLater(left, "the study is still arriving")
        : place(first, rule.get());
  }

  /**
   * What the rules would do with a study, and why; nothing is done.
   *
   * @param sender (0002,0016) of the file that came first; empty for none
   * @param existingCaseId of a case that the study has already; empty for none
   */
  public record Preview(
      int instances, String sender, List<Verdict> verdicts, String existingCaseId) {}

  /** One rule before a study. */
  public record Verdict(RoutingRule rule, boolean applies) {}

  public List<RoutingRule> rules() {
    return rules;
  }

  /** A dry run. */
  public Preview preview(String studyInstanceUID) {
    List<InstanceRecord> instances = archive.ofStudy(studyInstanceUID);
    if (instances.isEmpty()) {
      return new Preview(0, "", List.of(), "");
    }
    InstanceRecord first =
        instances.stream().min(Comparator.comparing(InstanceRecord::storedAt)).orElseThrow();
    String sender = archive.fileMeta(first).string(Tag.SourceApplicationEntityTitle, "").strip();
    Optional<RoutingRule> matching =
        rules.stream().filter(r -> r.fromAETitle().equals(sender)).findFirst();
    return new Preview(
        instances.size(),
        sender,
        rules.stream()
            .map(rule -> new Verdict(rule, matching.filter(rule::equals).isPresent()))
            .toList(),
        intake.caseOf(studyInstanceUID).orElse(""));
  }

  private JobOutcome place(InstanceRecord instance, RoutingRule rule) {
    Order order = order(archive.dataset(instance), instance, rule.priority());
    return switch (intake.place(order, OrderMessage.NONE, rule.consultingSiteId())) {
      case PlacementOutcome.Placed placed -> {
        log.info("Pushed study became case {}", placed.caseId());
        yield JobOutcome.DONE;
      }
      case PlacementOutcome.AlreadyPlaced already -> {
        intake.studyGrew(already.caseId());
        yield JobOutcome.DONE;
      }
      case PlacementOutcome.Invalid invalid ->
          new JobOutcome.GaveUp("%s: %s".formatted(invalid.field(), invalid.reason()));
      case PlacementOutcome.Contradicts contradicts -> new JobOutcome.GaveUp(contradicts.reason());
    };
  }

  private static Order order(Attributes header, InstanceRecord instance, Priority priority) {
    return new Order(
        OrderSource.PUSH,
        "",
        "",
        text(header, Tag.AccessionNumber),
        instance.studyInstanceUID(),
        text(header, Tag.PatientID),
        text(header, Tag.IssuerOfPatientID),
        // The parts stay in the order in which they were sent: never split, never rearranged.
        CARETS.matcher(text(header, Tag.PatientName)).replaceAll(" ").strip(),
        date(header, Tag.PatientBirthDate),
        text(header, Tag.PatientSex),
        text(header, Tag.StudyDescription),
        "",
        "",
        CARETS.matcher(text(header, Tag.ReferringPhysicianName)).replaceAll(" ").strip(),
        date(header, Tag.StudyDate),
        priority);
  }

  private static String text(Attributes header, int tag) {
    return Normalizer.normalize(header.string(tag, ""), Normalizer.Form.NFC).strip();
  }

  private static Optional<LocalDate> date(Attributes header, int tag) {
    try {
      return Optional.of(LocalDate.parse(header.string(tag, ""), DateTimeFormatter.BASIC_ISO_DATE));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
