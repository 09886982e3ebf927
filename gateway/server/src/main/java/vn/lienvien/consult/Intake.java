package vn.lienvien.consult;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.lienvien.archive.PlacedMessage;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.Order;
import vn.lienvien.model.OrderSource;
import vn.lienvien.model.PlacementOutcome;
import vn.lienvien.model.Site;

/**
 * Turns an order from the HIS, the web page or a routing rule into a case: one transaction for
 * case, message and first step, committed when the outcome is returned. Thread-safe.
 */
public final class Intake {
  private final CaseRooms rooms;

  public Intake(CaseRooms rooms) {
    this.rooms = rooms;
  }

  /** An order that names no consulting site goes to the first one of the configuration. */
  public PlacementOutcome place(Order order, String messageDigest) {
    List<Site> sites = rooms.site().consultingSites();
    return place(order, messageDigest, sites.isEmpty() ? "" : sites.getFirst().siteId());
  }

  /**
   * Places an order with the consulting site asked for.
   *
   * @param messageDigest of the message's content, to tell its repetition from another order under
   *     the same MSH-10; empty for orders that did not come by HL7
   */
  public PlacementOutcome place(Order order, String messageDigest, String consultingSiteId) {
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
            placedBefore(order, messageDigest)
                .orElseGet(() -> insert(transaction, order, messageDigest, consulting.get())));
  }

  /** More of a study has come than its case was made of: have it looked at now. */
  void studyGrew(String caseId) {
    rooms
        .database()
        .commit(transaction ->
            rooms
                .outbox()
                .put(
                    transaction,
                    JobKind.WATCH_STUDY,
                    caseId,
                    rooms.cases().find(caseId).orElseThrow().order().priority(),
                    Duration.ZERO));
  }

  /** The first case that was made about a study. */
  Optional<String> caseOf(String studyInstanceUID) {
    return rooms.cases().byStudy(studyInstanceUID).stream()
        .findFirst()
        .map(ConsultationCase::caseId);
  }

  private Optional<PlacementOutcome> placedBefore(Order order, String messageDigest) {
    if (order.source() == OrderSource.PUSH) {
      return rooms.cases().byStudy(order.studyInstanceUID()).stream()
          .findFirst()
          .map(there -> new PlacementOutcome.AlreadyPlaced(there.caseId()));
    }
    if (order.messageControlID().isEmpty()) {
      return Optional.empty();
    }
    return rooms
        .cases()
        .placedMessage(order.messageControlID())
        .map(message ->
            message.digest().equals(messageDigest)
                ? new PlacementOutcome.AlreadyPlaced(message.caseId())
                : new PlacementOutcome.Contradicts(
                    message.caseId(), "this message control ID was used before for another order"));
  }

  private PlacementOutcome insert(
      Transaction transaction, Order order, String messageDigest, Site consulting) {
    String caseId = caseId(order);
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
              transaction, new PlacedMessage(order.messageControlID(), messageDigest, caseId));
    }
    rooms.outbox().put(transaction, JobKind.ADVANCE_CASE, caseId, order.priority(), Duration.ZERO);
    return new PlacementOutcome.Placed(caseId);
  }

  /** A pushed study has one case however often it is routed; every other order has its own. */
  private String caseId(Order order) {
    if (order.source() != OrderSource.PUSH) {
      return UUID.randomUUID().toString();
    }
    String seed = rooms.site().self().siteId() + "/" + order.studyInstanceUID();
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
