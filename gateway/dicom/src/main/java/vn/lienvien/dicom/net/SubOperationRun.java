package vn.lienvien.dicom.net;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/**
 * The C-STORE sub-operations of one C-MOVE or C-GET and the responses that count them; pending
 * responses are sent at most every {@link #PENDING_INTERVAL}. Counts change on several threads.
 */
final class SubOperationRun {
  private static final Duration PENDING_INTERVAL = Duration.ofMillis(200);

  private final InboundMessage message;
  private final Responder responder;
  private final List<? extends OutgoingInstance> instances;
  private final Cancellation cancellation;
  private final List<String> failedUIDs = new ArrayList<>();
  private int completed;
  private int warning;
  private long lastPendingNanos = System.nanoTime() - PENDING_INTERVAL.toNanos();

  SubOperationRun(
      InboundMessage message,
      Responder responder,
      List<? extends OutgoingInstance> instances,
      Cancellation cancellation) {
    this.message = message;
    this.responder = responder;
    this.instances = instances;
    this.cancellation = cancellation;
  }

  List<? extends OutgoingInstance> instances() {
    return instances;
  }

  /** Sends everything over an association and answers. */
  void over(Association target, Optional<StoreRequest.MoveOriginator> originator)
      throws IOException {
    List<CompletableFuture<?>> underWay = new ArrayList<>();
    for (OutgoingInstance instance : instances) {
      if (cancellation.isCancelled()) {
        break;
      }
      underWay.add(send(instance, target, originator));
      pending();
    }
    CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new)).join();
    answer(finalStatus());
  }

  /** Answers that nothing could be sent. */
  void notPossible() throws IOException {
    synchronized (this) {
      instances.forEach(instance -> failedUIDs.add(instance.sopInstanceUID()));
    }
    answer(Status.UNABLE_TO_PERFORM_SUB_OPERATIONS);
  }

  private CompletableFuture<?> send(
      OutgoingInstance instance,
      Association target,
      Optional<StoreRequest.MoveOriginator> originator) {
    try {
      return target
          .storeAsync(instance, originator)
          .handle((status, failure) -> {
            count(instance, failure == null ? status : Status.PROCESSING_FAILURE);
            return status;
          });
    } catch (IOException notSent) {
      count(instance, Status.PROCESSING_FAILURE);
      return CompletableFuture.completedFuture(Status.PROCESSING_FAILURE);
    }
  }

  private synchronized void count(OutgoingInstance instance, Status status) {
    switch (status.category()) {
      case SUCCESS -> completed++;
      case WARNING -> warning++;
      case PENDING, CANCEL, FAILURE -> failedUIDs.add(instance.sopInstanceUID());
    }
  }

  private synchronized SubOperations counts() {
    int done = completed + warning + failedUIDs.size();
    return new SubOperations(instances.size() - done, completed, failedUIDs.size(), warning);
  }

  private void pending() throws IOException {
    long now = System.nanoTime();
    if (now - lastPendingNanos >= PENDING_INTERVAL.toNanos()) {
      lastPendingNanos = now;
      CommandSet response = CommandSet.response(message.command(), Status.PENDING);
      responder.respond(message, response.set(counts(), true), null);
    }
  }

  private Status finalStatus() {
    SubOperations counts = counts();
    if (cancellation.isCancelled() && counts.remaining() > 0) {
      return Status.CANCEL;
    }
    if (counts.failed() == 0 && counts.warning() == 0) {
      return Status.SUCCESS;
    }
    return counts.failed() == instances.size()
        ? Status.UNABLE_TO_PERFORM_SUB_OPERATIONS
        : Status.SUB_OPERATIONS_COMPLETE_WITH_FAILURES;
  }

  private void answer(Status status) throws IOException {
    CommandSet response = CommandSet.response(message.command(), status);
    response.set(counts(), status.category() == Status.Category.CANCEL);
    List<String> failed;
    synchronized (this) {
      failed = List.copyOf(failedUIDs);
    }
    Attributes identifier =
        new Attributes().set(Tag.FailedSOPInstanceUIDList, failed.toArray(String[]::new));
    if (failed.isEmpty()) {
      responder.respond(message, response, null);
    } else {
      responder.respond(message, response, identifier);
    }
  }
}
