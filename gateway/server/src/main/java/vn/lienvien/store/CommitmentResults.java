package vn.lienvien.store;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.CommitmentResult;
import vn.lienvien.dicom.net.CommitmentResultHandler;
import vn.lienvien.dicom.net.Status;

/**
 * Where storage commitment results meet those who wait for them, on whichever association they come
 * (PS3.4 J.3.3). Kept in memory: whoever waited before a restart asks anew. Thread-safe.
 */
public final class CommitmentResults implements CommitmentResultHandler {
  private final Map<String, CompletableFuture<CommitmentResult>> waiting =
      new ConcurrentHashMap<>();

  @Override
  public Status reported(Association association, CommitmentResult result) {
    CompletableFuture<CommitmentResult> waiter = waiting.get(result.transactionUID());
    if (waiter != null) {
      waiter.complete(result);
    }
    return Status.SUCCESS;
  }

  void expect(String transactionUID) {
    waiting.put(transactionUID, new CompletableFuture<>());
  }

  void forget(String transactionUID) {
    waiting.remove(transactionUID);
  }

  /** The result, or empty when it did not come in time. */
  Optional<CommitmentResult> await(String transactionUID, Duration limit)
      throws InterruptedException {
    CompletableFuture<CommitmentResult> waiter = waiting.get(transactionUID);
    if (waiter == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(waiter.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    } finally {
      waiting.remove(transactionUID);
    }
  }
}
