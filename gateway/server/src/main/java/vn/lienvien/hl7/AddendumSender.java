package vn.lienvien.hl7;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.archive.CaseNotes;
import vn.lienvien.archive.Cases;
import vn.lienvien.archive.Results;
import vn.lienvien.config.Hl7Settings;
import vn.lienvien.model.CaseNote;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.model.ReadingResult;
import vn.lienvien.outbox.JobHandler;

/**
 * Sends an addendum to the HIS, with the result that it adds to (SEND_ADDENDUM), until the HIS has
 * acknowledged it. Thread-safe.
 */
public final class AddendumSender implements JobHandler {
  private static final Logger log = LoggerFactory.getLogger(AddendumSender.class);

  /** Where the facts are. */
  public record Rooms(Cases cases, Results results, CaseNotes notes) {}

  /**
   * The signed PDFs as they were archived.
   *
   * @param result of a case
   * @param addendum of a note of kind ADDENDUM
   */
  public record Documents(
      Function<ConsultationCase, byte[]> result, Function<CaseNote, byte[]> addendum) {}

  private final Rooms rooms;
  private final Optional<Hl7Settings.His> his;
  private final Documents documents;

  /**
   * @param his empty at a site without a HIS: there is nobody to tell
   */
  public AddendumSender(Rooms rooms, Optional<Hl7Settings.His> his, Documents documents) {
    this.rooms = rooms;
    this.his = his;
    this.documents = documents;
  }

  private static String subject(CaseNote addendum) {
    return addendum.caseId() + "/" + addendum.noteId();
  }

  @Override
  public JobOutcome run(Job job) {
    if (his.isEmpty()) {
      return JobOutcome.DONE;
    }
    String caseId = job.subject().substring(0, Math.max(0, job.subject().indexOf('/')));
    Optional<ConsultationCase> consultation = rooms.cases().find(caseId);
    Optional<ReadingResult> result =
        rooms.results().of(caseId).filter(found -> found.signedAt().isPresent());
    List<CaseNote> addenda = addenda(caseId, job.subject());
    if (consultation.isEmpty() || result.isEmpty() || addenda.isEmpty()) {
      return new JobOutcome.GaveUp("there is no addendum " + job.subject());
    }
    JobOutcome outcome =
        new HisDelivery(his.get()).send(job, message(consultation.get(), result.get(), addenda));
    if (outcome == JobOutcome.DONE) {
      log.info("HIS has the addendum {}", job.subject());
    }
    return outcome;
  }

  /** The addenda of a case up to the one that is meant; empty where it is none of them. */
  private List<CaseNote> addenda(String caseId, String subject) {
    List<CaseNote> before = new ArrayList<>();
    for (CaseNote note : rooms.notes().of(caseId, CaseNote.Kind.ADDENDUM)) {
      before.add(note);
      if (subject(note).equals(subject)) {
        return before;
      }
    }
    return List.of();
  }

  private byte[] message(
      ConsultationCase consultation, ReadingResult result, List<CaseNote> addenda) {
    List<ResultMessage.Addition> additions =
        addenda.stream()
            .map(note -> new ResultMessage.Addition(note, documents.addendum().apply(note)))
            .toList();
    byte[] pdf = documents.result().apply(consultation);
    return new ResultMessage(his.orElseThrow())
        .build(consultation, new ResultMessage.Told(result, pdf, additions));
  }
}
