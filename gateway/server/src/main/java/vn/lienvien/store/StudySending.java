package vn.lienvien.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.archive.Archive;
import vn.lienvien.archive.Forwarded;
import vn.lienvien.dicom.net.AssociationException;
import vn.lienvien.model.Forward;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.outbox.Backoff;
import vn.lienvien.outbox.JobHandler;

/**
 * SEND_STUDY: brings every object of a study to a site without Liên Viện, a part at a time, and
 * keeps the proof of each, so that a line that breaks costs one part at most. Thread-safe.
 */
public final class StudySending implements JobHandler {
  private static final Logger log = LoggerFactory.getLogger(StudySending.class);

  /** What crosses before the other side is asked what it has. */
  private static final long PART_BYTES = 16 << 20;

  private final Archive archive;
  private final Forwarded forwarded;
  private final Map<String, Destination> destinations;
  private final Backoff backoff;

  public StudySending(
      Archive archive,
      Forwarded forwarded,
      Map<String, Destination> destinations,
      Backoff backoff) {
    this.archive = archive;
    this.forwarded = forwarded;
    this.destinations = Map.copyOf(destinations);
    this.backoff = backoff;
  }

  @Override
  public JobOutcome run(Job job) throws InterruptedException {
    Forward forward = Forward.of(job.subject());
    Destination destination = destinations.get(forward.destination());
    if (destination == null) {
      return new JobOutcome.GaveUp("the configuration has no destination of this name any more");
    }
    try {
      return send(job, forward, destination);
    } catch (AssociationException.NoPresentationContext e) {
      return new JobOutcome.GaveUp(
          "the destination offers neither storage commitment nor C-FIND, so nothing can be proved"
              + " to be there; allow one of them, then try again");
    } catch (AssociationException e) {
      return later(job, e.advice());
    } catch (IOException e) {
      return later(job, "the destination cannot be reached: " + e);
    }
  }

  private JobOutcome send(Job job, Forward forward, Destination destination)
      throws IOException, InterruptedException {
    Set<String> proved = forwarded.proved(forward);
    List<InstanceRecord> open = new ArrayList<>(archive.instances(forward.studyInstanceUID()));
    int all = open.size();
    open.removeIf(instance -> proved.contains(instance.sopInstanceUID()));
    log.info("{} of {} objects are to go to {}", open.size(), all, forward.destination());
    Map<String, String> evidence = new HashMap<>();
    String fault = "";
    for (List<InstanceRecord> part : parts(open)) {
      Delivery delivery = destination.deliver(part);
      forwarded.prove(forward, delivery.evidence());
      evidence.putAll(delivery.evidence());
      fault = delivery.fault().isEmpty() ? fault : delivery.fault();
      if (!delivery.contradicted().isEmpty()) {
        return new JobOutcome.GaveUp(
            "the destination has other content than this gateway under %d UIDs, the first is %s; correct or delete it there, then try again"
                .formatted(
                    delivery.contradicted().size(), delivery.contradicted().iterator().next()));
      }
    }
    int missing = open.size() - evidence.size();
    return missing == 0
        ? JobOutcome.DONE
        : later(
            job,
            "%d of %d objects are not proved to be there%s"
                .formatted(missing, all, fault.isEmpty() ? "" : ": " + fault));
  }

  private static List<List<InstanceRecord>> parts(List<InstanceRecord> instances) {
    List<List<InstanceRecord>> parts = new ArrayList<>();
    long bytes = PART_BYTES;
    for (InstanceRecord instance : instances) {
      if (bytes + instance.sizeBytes() > PART_BYTES) {
        parts.add(new ArrayList<>());
        bytes = 0;
      }
      parts.getLast().add(instance);
      bytes += instance.sizeBytes();
    }
    return parts;
  }

  private JobOutcome later(Job job, String reason) {
    return new JobOutcome.RetryLater(
        backoff.after(job.attempts() + 1, RandomGenerator.getDefault()), reason);
  }
}
