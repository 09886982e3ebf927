package vn.lienvien.archive;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.PreparedBatch;
import vn.lienvien.database.Database;
import vn.lienvien.database.Row;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;

/** The consultations of this site and the facts that their steps leave behind. Thread-safe. */
public final class Cases {
  private final Database database;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  public Cases(Database database) {
    this.database = database;
  }

  /** Calls the listener with the case's id after every commit that a page about it may show. */
  public void onChange(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** Something that is kept beside the case itself has changed: a note, a result. */
  public void touched(Transaction transaction, String caseId) {
    transaction.afterCommit(() -> touched(caseId));
  }

  /** As {@link #touched(Transaction, String)}, for what is not kept in the database. */
  public void touched(String caseId) {
    listeners.forEach(listener -> listener.accept(caseId));
  }

  /** Adds a case and the first line of its history. Its times and revision are set here. */
  public ConsultationCase insert(Transaction transaction, ConsultationCase consultation) {
    CaseRows.insert(transaction.handle(), consultation, transaction.startedAt());
    ConsultationCase stored = existing(transaction, consultation.caseId());
    appendStep(transaction, stored);
    touched(transaction, stored.caseId());
    return stored;
  }

  public Optional<ConsultationCase> find(String caseId) {
    return database.read(handle -> CaseRows.find(handle, caseId));
  }

  /** Every case about a study, the oldest first. */
  public List<ConsultationCase> byStudy(String studyInstanceUID) {
    return database.read(handle -> CaseRows.byStudy(handle, studyInstanceUID));
  }

  /**
   * Moves a case; state, reason and study are what may change. A move of state or reason is a line
   * in the history.
   *
   * @throws CaseChangedException when {@code seen} is not the latest revision
   */
  public ConsultationCase update(Transaction transaction, ConsultationCase seen) {
    ConsultationCase before = existing(transaction, seen.caseId());
    if (!CaseRows.update(transaction.handle(), seen, transaction.startedAt())) {
      throw new CaseChangedException(seen.caseId(), seen.revision());
    }
    ConsultationCase after = existing(transaction, seen.caseId());
    if (before.state() != after.state() || !before.reason().equals(after.reason())) {
      appendStep(transaction, after);
    }
    touched(transaction, after.caseId());
    return after;
  }

  /**
   * A person has said which study an order is about; from now on it counts as named by the order.
   *
   * @throws CaseChangedException when {@code seen} is not the latest revision
   */
  public ConsultationCase chooseStudy(
      Transaction transaction, ConsultationCase seen, String studyInstanceUID) {
    if (!CaseRows.chooseStudy(
        transaction.handle(), seen, studyInstanceUID, transaction.startedAt())) {
      throw new CaseChangedException(seen.caseId(), seen.revision());
    }
    touched(transaction, seen.caseId());
    return existing(transaction, seen.caseId());
  }

  /** One page of the list that the filter describes. */
  public CasePage list(CaseFilter filter) {
    return database.read(handle -> CaseList.page(handle, filter));
  }

  public List<CaseStep> history(String caseId) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM case_history WHERE case_id = :id ORDER BY step")
            .bind("id", caseId)
            .map(
                Row.to(row ->
                    new CaseStep(
                        row.instant("at"),
                        row.constant("state", CaseState.class),
                        row.text("reason"))))
            .list());
  }

  /** Remembers which case a message made, so that its repetition makes no second one. */
  public void rememberMessage(Transaction transaction, PlacedMessage message) {
    transaction
        .handle()
        .createUpdate("INSERT INTO placed_message VALUES (:messageControlID, :digest, :caseId)")
        .bindMethods(message)
        .execute();
  }

  public Optional<PlacedMessage> placedMessage(String messageControlID) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM placed_message WHERE message_control_id = :id")
            .bind("id", messageControlID)
            .map(
                Row.to(row ->
                    new PlacedMessage(
                        row.text("message_control_id"), row.text("digest"), row.text("case_id"))))
            .findOne());
  }

  public Optional<String> caseOfMessage(String messageControlID) {
    return placedMessage(messageControlID).map(PlacedMessage::caseId);
  }

  /** Adds objects to a case; those it has already stay as they are. */
  public void addObjects(Transaction transaction, Collection<CaseObject> objects) {
    for (CaseObject object : objects) {
      transaction
          .handle()
          .createUpdate(
              """
              INSERT INTO case_object (case_id, sop_instance_uid, kind)
              SELECT :caseId, :sopInstanceUID, :kind
              WHERE NOT EXISTS (SELECT 1 FROM case_object
                WHERE case_id = :caseId AND sop_instance_uid = :sopInstanceUID)\
              """)
          .bindMethods(object)
          .execute();
    }
  }

  public List<CaseObject> objects(String caseId) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT * FROM case_object WHERE case_id = :id ORDER BY kind, sop_instance_uid")
            .bind("id", caseId)
            .map(
                Row.to(row ->
                    new CaseObject(
                        row.text("case_id"),
                        row.text("sop_instance_uid"),
                        row.constant("kind", CaseObject.Kind.class))))
            .list());
  }

  public Set<String> sopInstanceUIDs(String caseId) {
    return uids(objects(caseId).stream());
  }

  public Set<String> sopInstanceUIDs(String caseId, CaseObject.Kind kind) {
    return uids(objects(caseId).stream().filter(object -> object.kind() == kind));
  }

  private static Set<String> uids(Stream<CaseObject> objects) {
    return objects
        .map(CaseObject::sopInstanceUID)
        .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
  }

  /** The SOP instances that the study has at the PACS now; replaces an earlier answer. */
  public void expect(Transaction transaction, String caseId, Collection<String> sopInstanceUIDs) {
    Set<String> uids = Set.copyOf(sopInstanceUIDs);
    if (uids.equals(expected(caseId))) {
      return;
    }
    transaction.handle().execute("DELETE FROM case_expectation WHERE case_id = ?", caseId);
    try (PreparedBatch batch =
        transaction
            .handle()
            .prepareBatch(
                "INSERT INTO case_expectation (case_id, sop_instance_uid, since)"
                    + " VALUES (:caseId, :uid, :since)")) {
      for (String uid : uids) {
        batch.bind("caseId", caseId).bind("uid", uid).bind("since", transaction.startedAt()).add();
      }
      batch.execute();
    }
  }

  /** Since when exactly {@link #expected} has been expected; empty while nothing is. */
  public Optional<Instant> expectedSince(String caseId) {
    return database.read(handle ->
        handle
            .createQuery("SELECT MAX(since) AS since FROM case_expectation WHERE case_id = :id")
            .bind("id", caseId)
            .map(Row.to(row -> row.instantIfAny("since")))
            .one());
  }

  public Set<String> expected(String caseId) {
    return database.read(handle ->
        new TreeSet<>(
            handle
                .createQuery("SELECT sop_instance_uid FROM case_expectation WHERE case_id = :id")
                .bind("id", caseId)
                .mapTo(String.class)
                .list()));
  }

  /** The fact that every expected instance is in the archive; the first time stays. */
  public void fetchCompleted(Transaction transaction, String caseId) {
    transaction
        .handle()
        .createUpdate(
            """
            UPDATE consultation_case SET fetch_completed_at = :now
            WHERE case_id = :id AND fetch_completed_at IS NULL\
            """)
        .bind("now", transaction.startedAt())
        .bind("id", caseId)
        .execute();
  }

  public boolean isFetchComplete(String caseId) {
    return fact(caseId, "fetch_completed_at").isPresent();
  }

  /** The fact that the HIS has acknowledged the result; the first time stays. */
  public void hisAcknowledged(
      Transaction transaction, String caseId, String messageControlID, Instant when) {
    transaction
        .handle()
        .createUpdate(
            """
            UPDATE consultation_case
            SET his_acknowledged_at = :when, his_message_control_id = :message
            WHERE case_id = :id AND his_acknowledged_at IS NULL\
            """)
        .bind("when", when)
        .bind("message", messageControlID)
        .bind("id", caseId)
        .execute();
    touched(transaction, caseId);
  }

  public Optional<Instant> hisAcknowledgedAt(String caseId) {
    return fact(caseId, "his_acknowledged_at");
  }

  private Optional<Instant> fact(String caseId, String column) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM consultation_case WHERE case_id = :id")
            .bind("id", caseId)
            .map(Row.to(row -> row.instantIfAny(column)))
            .findOne()
            .flatMap(found -> found));
  }

  private static ConsultationCase existing(Transaction transaction, String caseId) {
    return CaseRows.find(transaction.handle(), caseId)
        .orElseThrow(() -> new IllegalArgumentException("no case " + caseId));
  }

  private static void appendStep(Transaction transaction, ConsultationCase consultation) {
    transaction
        .handle()
        .createUpdate(
            """
            INSERT INTO case_history (case_id, step, at, state, reason)
            VALUES (:caseId, :revision, :updatedAt, :state, :reason)\
            """)
        .bind("caseId", consultation.caseId())
        .bind("revision", consultation.revision())
        .bind("updatedAt", consultation.updatedAt())
        .bind("state", consultation.state())
        .bind("reason", consultation.reason())
        .execute();
  }
}
