package vn.lienvien.store;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.archive.Archive;
import vn.lienvien.archive.Cases;
import vn.lienvien.archive.Ledger;
import vn.lienvien.database.Database;
import vn.lienvien.database.Transaction;
import vn.lienvien.dicom.net.AssociationException;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.model.LedgerEntry;
import vn.lienvien.model.Place;
import vn.lienvien.outbox.JobHandler;
import vn.lienvien.outbox.Outbox;

/**
 * STORE_TO_PACS: brings every object of a case to this site's PACS and records in the ledger how
 * each is known to be there. Asks first what the PACS has, so that a repetition sends nothing
 * twice.
 */
public final class PacsDelivery implements JobHandler {
  private static final Logger log = LoggerFactory.getLogger(PacsDelivery.class);
  private static final Duration AGAIN = Duration.ofSeconds(10);

  /** Where a case's objects and facts are. */
  public record Rooms(
      Database database, Archive archive, Cases cases, Ledger ledger, Outbox outbox) {}

  private final Rooms rooms;
  private final Optional<PacsArchive> pacs;

  public PacsDelivery(Rooms rooms, Optional<PacsArchive> pacs) {
    this.rooms = rooms;
    this.pacs = pacs;
  }

  @Override
  public JobOutcome run(Job job) throws IOException, InterruptedException {
    ConsultationCase consultation = rooms.cases().find(job.subject()).orElseThrow();
    if (pacs.isEmpty()) {
      // Put when the configuration named a PACS; what is in no PACS stands in no ledger line.
      rooms.database().commit(transaction -> advance(transaction, consultation));
      return JobOutcome.DONE;
    }
    Map<String, CaseObject.Kind> open = notYetAtPacs(consultation);
    List<InstanceRecord> instances = new ArrayList<>();
    for (String uid : open.keySet()) {
      Optional<InstanceRecord> instance = rooms.archive().instance(uid);
      if (instance.isEmpty()) {
        return new JobOutcome.RetryLater(AGAIN, "an object of the case is not in the archive yet");
      }
      instances.add(instance.get());
    }
    PacsArchive.Delivered delivered;
    try {
      delivered = deliver(instances);
    } catch (AssociationException e) {
      return new JobOutcome.RetryLater(
          AGAIN, "the PACS cannot be reached: %s; %s".formatted(e.getMessage(), e.advice()));
    }
    record(consultation, instances, open, delivered);
    return delivered.complete(instances.size())
        ? JobOutcome.DONE
        : new JobOutcome.RetryLater(
            AGAIN,
            "%d of %d objects are not proved to be at the PACS%s"
                .formatted(
                    instances.size() - delivered.evidence().size(),
                    instances.size(),
                    delivered.fault().isEmpty() ? "" : ": " + delivered.fault()));
  }

  /** Objects that the PACS shows already are not sent again. */
  private PacsArchive.Delivered deliver(List<InstanceRecord> instances)
      throws IOException, InterruptedException {
    if (instances.isEmpty()) {
      return new PacsArchive.Delivered(Map.of(), "");
    }
    PacsArchive node = pacs.orElseThrow();
    Set<String> shown = node.show(instances);
    Map<String, String> evidence = new HashMap<>();
    List<InstanceRecord> absent = new ArrayList<>();
    for (InstanceRecord instance : instances) {
      if (shown.contains(instance.sopInstanceUID())) {
        evidence.put(instance.sopInstanceUID(), PacsArchive.C_FIND);
      } else {
        absent.add(instance);
      }
    }
    if (absent.isEmpty()) {
      return new PacsArchive.Delivered(evidence, "");
    }
    log.info("storing {} objects at the PACS", absent.size());
    PacsArchive.Delivered sent = node.store(absent);
    evidence.putAll(sent.evidence());
    return new PacsArchive.Delivered(evidence, sent.fault());
  }

  private Map<String, CaseObject.Kind> notYetAtPacs(ConsultationCase consultation) {
    Set<String> known = new HashSet<>();
    for (LedgerEntry entry : rooms.ledger().entries(consultation.caseId())) {
      if (entry.place() == Place.PACS && entry.siteId().equals(consultation.self().siteId())) {
        known.add(entry.sopInstanceUID());
      }
    }
    Map<String, CaseObject.Kind> open = new HashMap<>();
    for (CaseObject object : rooms.cases().objects(consultation.caseId())) {
      if (!known.contains(object.sopInstanceUID())) {
        open.put(object.sopInstanceUID(), object.kind());
      }
    }
    return open;
  }

  private void record(
      ConsultationCase consultation,
      List<InstanceRecord> instances,
      Map<String, CaseObject.Kind> kinds,
      PacsArchive.Delivered delivered) {
    String caseId = consultation.caseId();
    rooms
        .database()
        .commit(transaction -> {
          for (InstanceRecord instance : instances) {
            String uid = instance.sopInstanceUID();
            String evidence = delivered.evidence().get(uid);
            CaseObject.Kind kind = kinds.get(uid);
            if (evidence != null && kind != null) {
              rooms
                  .ledger()
                  .record(
                      transaction,
                      new LedgerEntry(
                          caseId,
                          uid,
                          kind,
                          consultation.self().siteId(),
                          Place.PACS,
                          instance.fileDigest(),
                          instance.framesDigest(),
                          evidence,
                          transaction.startedAt()));
            }
          }
          advance(transaction, consultation);
        });
  }

  private void advance(Transaction transaction, ConsultationCase consultation) {
    rooms
        .outbox()
        .put(
            transaction,
            JobKind.ADVANCE_CASE,
            consultation.caseId(),
            consultation.order().priority(),
            Duration.ZERO);
  }
}
