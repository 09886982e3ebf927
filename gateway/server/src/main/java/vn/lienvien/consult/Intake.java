package vn.lienvien.consult;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.lienvien.archive.PlacedMessage;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.Order;
import vn.lienvien.model.OrderMessage;
import vn.lienvien.model.OrderSource;
import vn.lienvien.model.PlacementOutcome;
import vn.lienvien.model.Site;

/**
 * Turns an order from the HIS, the web page or a routing rule into a case: one transaction for
 * case, message and first step, committed when the outcome is returned. Thread-safe.
 */
public final class Intake {
  private static final Set<CaseState> ENDED = EnumSet.of(CaseState.CLOSED, CaseState.DECLINED);

  /** Column placed_message.message_control_id. */
  private static final int LONGEST_KEY = 200;

  private final CaseRooms rooms;

  public Intake(CaseRooms rooms) {
    this.rooms = rooms;
  }

  /** An order that names no consulting site goes to the first one of the configuration. */
  public PlacementOutcome place(Order order, OrderMessage message) {
    List<Site> sites = rooms.site().consultingSites();
    return place(order, message, sites.isEmpty() ? "" : sites.getFirst().siteId());
  }

  /** Places an order with the consulting site asked for. */
  public PlacementOutcome place(Order order, OrderMessage message, String consultingSiteId) {
    Optional<PlacementOutcome.Invalid> fault = OrderRules.fault(order);
    if (fault.isPresent()) {
      return fault.get();
    }
    Optional<Site> consulting = rooms.site().consultingSite(consultingSiteId);
    if (consulting.isEmpty()) {
      return new PlacementOutcome.Invalid("MSH-6", "no such consulting site is configured here");
    }
    return rooms
        .database()
        .transact(transaction ->
            placedBefore(order, message, consultingSiteId)
                .orElseGet(() -> insert(transaction, order, message, consulting.get())));
  }

  /** More of a study has come than its case was made of: have it looked at now. */
  void studyGrew(String caseId) {
    rooms
        .database()
        .commit(transaction ->
            rooms
                .outbox()
                .put(transaction, JobKind.WATCH_STUDY, rooms.cases().find(caseId).orElseThrow()));
  }

  /** The first case that was made about a study. */
  Optional<String> caseOf(String studyInstanceUID) {
    return rooms.cases().byStudy(studyInstanceUID).stream()
        .findFirst()
        .map(ConsultationCase::caseId);
  }

  private Optional<PlacementOutcome> placedBefore(
      Order order, OrderMessage message, String consultingSiteId) {
    if (order.source() == OrderSource.PUSH) {
      return rooms.cases().byStudy(order.studyInstanceUID()).stream()
          .findFirst()
          .map(there -> new PlacementOutcome.AlreadyPlaced(there.caseId()));
    }
    if (order.messageControlID().isEmpty()) {
      return askedBefore(order, consultingSiteId);
    }
    return rooms
        .cases()
        .placedMessage(key(order, message))
        .map(before ->
            before.digest().equals(message.digest())
                ? new PlacementOutcome.AlreadyPlaced(before.caseId())
                : new PlacementOutcome.Contradicts(
                    before.caseId(), "this message control ID was used before for another order"));
  }

  /** A second click asks the same question about the same study while the first is still open. */
  private Optional<PlacementOutcome> askedBefore(Order order, String consultingSiteId) {
    return rooms.cases().byStudy(order.studyInstanceUID()).stream()
        .filter(there -> there.role() == CaseRole.REQUESTING && !ENDED.contains(there.state()))
        .filter(there -> there.consultingSite().siteId().equals(consultingSiteId))
        .filter(there -> there.order().equals(order))
        .findFirst()
        .map(there -> new PlacementOutcome.AlreadyPlaced(there.caseId()));
  }

  /** Another system of the hospital may count its messages with the same numbers. */
  private static String key(Order order, OrderMessage message) {
    String key =
        message.sender().isEmpty()
            ? order.messageControlID()
            : message.sender() + " " + order.messageControlID();
    return key.length() <= LONGEST_KEY ? key : named(key);
  }

  private static String named(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private PlacementOutcome insert(
      Transaction transaction, Order order, OrderMessage message, Site consulting) {
    String caseId = caseId(order, consulting);
    Instant now = transaction.startedAt();
    ConsultationCase placed =
        new ConsultationCase(
            caseId,
            CaseRole.REQUESTING,
            rooms.site().self(),
            consulting,
            order,
            order.studyInstanceUID(),
            CaseState.REQUESTED,
            "ordered",
            now,
            now,
            now.plus(rooms.site().deadlines().of(order.priority())),
            0);
    rooms.cases().insert(transaction, placed);
    if (!order.messageControlID().isEmpty()) {
      rooms
          .cases()
          .rememberMessage(
              transaction, new PlacedMessage(key(order, message), message.digest(), caseId));
    }
    rooms.outbox().put(transaction, JobKind.ADVANCE_CASE, caseId, order.priority(), Duration.ZERO);
    return new PlacementOutcome.Placed(caseId);
  }

  /**
   * A pushed study has one case however often it is routed. Two requests of the page that come at
   * once have one name, so that only one of them is inserted. Every HL7 order has its own.
   */
  private String caseId(Order order, Site consulting) {
    String self = rooms.site().self().siteId();
    return switch (order.source()) {
      case HL7 -> UUID.randomUUID().toString();
      case PUSH -> named(self + "/" + order.studyInstanceUID());
      case WEB -> {
        long earlier = rooms.cases().byStudy(order.studyInstanceUID()).size();
        yield named("%s/%s/%d/%s".formatted(self, consulting.siteId(), earlier, order));
      }
    };
  }
}
