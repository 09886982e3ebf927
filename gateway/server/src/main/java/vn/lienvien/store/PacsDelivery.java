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
    Delivery delivered;
    try {
      delivered = new PacsExchange(pacs.get(), rooms.archive()).deliver(instances);
    } catch (AssociationException.NoPresentationContext e) {
      return new JobOutcome.GaveUp(
          "the PACS offers neither storage commitment nor C-FIND, so nothing can be proved to be"
              + " there; allow one of them, then try again");
    } catch (AssociationException e) {
      return new JobOutcome.RetryLater(
          AGAIN, "the PACS cannot be reached: %s; %s".formatted(e.getMessage(), e.advice()));
    }
    record(consultation, instances, open, delivered);
    if (!delivered.contradicted().isEmpty()) {
      return new JobOutcome.GaveUp(
          "the PACS has other content than this gateway under %d UIDs, or says so, the first is %s;"
                  .formatted(
                      delivered.contradicted().size(), delivered.contradicted().iterator().next())
              + " correct or delete it there, then try again");
    }
    int missing = instances.size() - delivered.evidence().size();
    return missing == 0
        ? JobOutcome.DONE
        : new JobOutcome.RetryLater(
            AGAIN,
            "%d of %d objects are not proved to be at the PACS%s"
                .formatted(
                    missing,
                    instances.size(),
                    delivered.fault().isEmpty() ? "" : ": " + delivered.fault()));
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
      Delivery delivered) {
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
    rooms.outbox().put(transaction, JobKind.ADVANCE_CASE, consultation);
  }
}
