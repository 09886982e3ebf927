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
import vn.lienvien.model.Forward;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.model.Order;
import vn.lienvien.model.OrderMessage;
import vn.lienvien.model.OrderSource;
import vn.lienvien.model.PlacementOutcome;
import vn.lienvien.model.Priority;
import vn.lienvien.outbox.JobHandler;
import vn.lienvien.outbox.Outbox;

/**
 * Makes a consultation of a study that was pushed here (ROUTE_STUDY), or has it brought to a site
 * without Liên Viện, once nothing of it has come for the rule's quiet time. The rule is that of the
 * first file whose sender, (0002,0016), has one: some of the study may have come by another way
 * before. Thread-safe.
 */
public final class StudyRouting implements JobHandler {
  private static final Logger log = LoggerFactory.getLogger(StudyRouting.class);
  private static final Pattern CARETS = Pattern.compile("[\\^=]+");

  private final CaseArchive archive;
  private final Intake intake;
  private final List<RoutingRule> rules;
  private final Outbox outbox;
  private final Clock clock;

  public StudyRouting(
      CaseArchive archive, Intake intake, List<RoutingRule> rules, Outbox outbox, Clock clock) {
    this.archive = archive;
    this.intake = intake;
    this.rules = List.copyOf(rules);
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public JobOutcome run(Job job) {
    List<InstanceRecord> instances = oldestFirst(job.subject());
    if (instances.isEmpty()) {
      return JobOutcome.DONE;
    }
    Optional<Pushed> pushed = pushed(instances);
    if (pushed.isEmpty()) {
      return JobOutcome.DONE;
    }
    Instant last = instances.getLast().storedAt();
    Duration left = Duration.between(clock.instant(), last.plus(pushed.get().rule().quiet()));
    return left.isPositive()
        ? new JobOutcome.RetryLater(left, "the study is still arriving")
        : apply(pushed.get());
  }

  private JobOutcome apply(Pushed pushed) {
    RoutingRule rule = pushed.rule();
    if (rule.destination().isEmpty()) {
      return place(pushed);
    }
    Forward forward = new Forward(rule.destination(), pushed.instance().studyInstanceUID());
    outbox.put(JobKind.SEND_STUDY, forward.subject(), rule.priority());
    return JobOutcome.DONE;
  }

  /** The first file of a study whose sender has a rule. */
  private record Pushed(InstanceRecord instance, RoutingRule rule) {}

  private Optional<Pushed> pushed(List<InstanceRecord> oldestFirst) {
    return oldestFirst.stream()
        .flatMap(
            instance -> ruleOf(sender(instance)).map(rule -> new Pushed(instance, rule)).stream())
        .findFirst();
  }

  private Optional<RoutingRule> ruleOf(String sender) {
    return rules.stream().filter(rule -> rule.fromAETitle().equals(sender)).findFirst();
  }

  private String sender(InstanceRecord instance) {
    return archive.fileMeta(instance).string(Tag.SourceApplicationEntityTitle, "").strip();
  }

  private List<InstanceRecord> oldestFirst(String studyInstanceUID) {
    return archive.ofStudy(studyInstanceUID).stream()
        .sorted(Comparator.comparing(InstanceRecord::storedAt))
        .toList();
  }

  /**
   * What the rules would do with a study, and why; nothing is done.
   *
   * @param sender (0002,0016) of the first file that has a rule, else of the first; empty for none
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
    List<InstanceRecord> instances = oldestFirst(studyInstanceUID);
    if (instances.isEmpty()) {
      return new Preview(0, "", List.of(), "");
    }
    Optional<RoutingRule> matching = pushed(instances).map(Pushed::rule);
    return new Preview(
        instances.size(),
        matching.map(RoutingRule::fromAETitle).orElseGet(() -> sender(instances.getFirst())),
        rules.stream()
            .map(rule -> new Verdict(rule, matching.filter(rule::equals).isPresent()))
            .toList(),
        intake.caseOf(studyInstanceUID).orElse(""));
  }

  private JobOutcome place(Pushed pushed) {
    RoutingRule rule = pushed.rule();
    InstanceRecord instance = pushed.instance();
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
