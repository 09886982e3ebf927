package vn.lienvien;

import java.time.Duration;
import java.util.Map;
import vn.lienvien.archive.LosslessCompression;
import vn.lienvien.config.Settings;
import vn.lienvien.consult.ArchivedObjects;
import vn.lienvien.consult.CaseProcess;
import vn.lienvien.consult.Intake;
import vn.lienvien.consult.ResultDocuments;
import vn.lienvien.consult.StudyRouting;
import vn.lienvien.hl7.AddendumSender;
import vn.lienvien.hl7.OruSender;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.JobKind;
import vn.lienvien.outbox.Backoff;
import vn.lienvien.outbox.Dispatcher;
import vn.lienvien.outbox.JobHandler;
import vn.lienvien.pull.PullRooms;
import vn.lienvien.pull.StudyFetcher;
import vn.lienvien.pull.StudyWatch;
import vn.lienvien.store.Destination;
import vn.lienvien.store.PacsDelivery;
import vn.lienvien.store.StudySending;

/** Who does which durable work, and how much of it at once. */
record WorkPlan(
    Settings settings,
    Foundation base,
    DicomRooms dicom,
    ArchivedObjects archive,
    LinkEnd link,
    Map<String, Destination> destinations) {
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(2));

  Dispatcher dispatcher(Intake intake, CaseProcess process) {
    Escalation escalation = new Escalation(base.database(), base.cases());
    return new Dispatcher(base.outbox(), BACKOFF)
        .register(JobKind.ADVANCE_CASE, 4, process)
        .register(JobKind.FETCH_STUDY, 2, escalation.around(fetching()))
        .register(JobKind.WATCH_STUDY, 2, watching())
        .register(JobKind.PREPARE_IMAGES, 2, escalation.around(compressing()))
        .register(JobKind.STORE_TO_PACS, 2, escalation.around(storing()))
        .register(JobKind.NOTIFY_HIS, 2, escalation.around(notifying()))
        .register(JobKind.SEND_ADDENDUM, 1, sendingAddenda())
        .register(
            JobKind.ROUTE_STUDY,
            1,
            new StudyRouting(archive, intake, settings.routing(), base.outbox(), base.clock()))
        .register(JobKind.SEND_STUDY, 2, sending());
  }

  private JobHandler fetching() {
    return new StudyFetcher(pullRooms());
  }

  private JobHandler watching() {
    return new StudyWatch(pullRooms());
  }

  private PullRooms pullRooms() {
    return new PullRooms(
        base.database(), base.archive(), base.cases(), base.outbox(), dicom.pacsNode());
  }

  private JobHandler compressing() {
    return new LosslessCompression(
        base.database(), base.archive(), base.cases(), base.outbox(), base.codecs(), this::ahead);
  }

  /** What is proved may cross the line already while the rest is being compressed. */
  private void ahead(String caseId, InstanceRecord instance) {
    base.cases()
        .find(caseId)
        .filter(consultation -> consultation.role() == CaseRole.REQUESTING)
        .ifPresent(consultation ->
            link.ahead(
                consultation.peer().siteId(), caseId, instance, consultation.order().priority()));
  }

  private JobHandler storing() {
    return new PacsDelivery(base.pacsDeliveryRooms(), dicom.pacsArchive());
  }

  private JobHandler sending() {
    return new StudySending(base.archive(), base.forwarded(), destinations, BACKOFF);
  }

  private JobHandler notifying() {
    return new OruSender(
        new OruSender.Rooms(base.database(), base.outbox(), base.cases(), base.results()),
        settings.hl7().flatMap(hl7 -> hl7.his()),
        archive::pdf,
        base.clock());
  }

  private JobHandler sendingAddenda() {
    return new AddendumSender(
        new AddendumSender.Rooms(base.cases(), base.results(), base.notes()),
        settings.hl7().flatMap(hl7 -> hl7.his()),
        new AddendumSender.Documents(
            consultation -> archive.pdf(ResultDocuments.resultPdf(consultation.caseId())),
            note -> archive.pdf(ResultDocuments.addendumPdf(note.caseId(), note.noteId()))));
  }
}
