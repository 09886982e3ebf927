package vn.lienvien.link;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets a large parcel be proved for longer than a request may last: whoever asks for the commit
 * waits a while, and joins the same work when asking again. Thread-safe.
 */
final class CommitDesk {
  private final Receiver receiver;
  private final ExecutorService threads;
  private final Map<String, CompletableFuture<CommitOutcome>> running = new ConcurrentHashMap<>();

  CommitDesk(Receiver receiver, ExecutorService threads) {
    this.receiver = receiver;
    this.threads = threads;
  }

  /** The outcome, or nothing when the work goes on beyond the caller's patience. */
  Optional<CommitOutcome> commit(String siteId, String parcelId, Duration patience)
      throws IOException, InterruptedException {
    String key = siteId + "/" + parcelId;
    CompletableFuture<CommitOutcome> work =
        running.computeIfAbsent(
            key, ignored -> CompletableFuture.supplyAsync(() -> run(siteId, parcelId), threads));
    work.whenComplete((outcome, failure) -> running.remove(key, work));
    try {
      return Optional.of(work.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IOException("parcel " + parcelId + " could not be committed", e.getCause());
    }
  }

  private CommitOutcome run(String siteId, String parcelId) {
    try {
      return receiver.commit(siteId, parcelId);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
