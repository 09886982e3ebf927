package vn.lienvien.link;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One life of the connections to a hub: moves parcels both ways, asks the hub what waits, and
 * probes so that a dead line is noticed in seconds, long before TCP would. Ends with the first
 * broken connection.
 */
final class SpokeSession implements AutoCloseable {
  private static final Duration PROBE_EVERY = Duration.ofSeconds(3);
  private static final Duration PROBE_ANSWER = Duration.ofSeconds(4);
  private static final Duration POLL_ANSWER = Duration.ofSeconds(35);
  private static final long LOOK_AGAIN_MS = 10_000;

  private final HubConnections hub;
  private final HubConnections.Traffic traffic;
  private final ExecutorService threads;
  private final Mover push;
  private final Mover fetch;
  private final CompletableFuture<Exception> broken = new CompletableFuture<>();
  private volatile boolean closed;

  SpokeSession(
      HubConnections hub,
      HubConnections.Traffic traffic,
      ExecutorService threads,
      Directions directions) {
    this.hub = hub;
    this.traffic = traffic;
    this.threads = threads;
    this.push = new Mover(directions.push(), threads, broken::complete, directions.setAside());
    this.fetch = new Mover(directions.fetch(), threads, broken::complete, directions.setAside());
  }

  /**
   * How parcels move.
   *
   * @param setAside hears in words of parcels that cannot go on
   */
  record Directions(Carriage push, Carriage fetch, Consumer<String> setAside) {}

  /** Works until the connection breaks; the exception says how. */
  void hold(Supplier<List<String>> outgoing, Signal newOutgoing)
      throws IOException, InterruptedException {
    push.start();
    fetch.start();
    threads.execute(() -> guarded(() -> list(outgoing, newOutgoing)));
    threads.execute(() -> guarded(this::poll));
    while (true) {
      try {
        Exception how = broken.get(PROBE_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        throw new IOException(how.getMessage(), how);
      } catch (TimeoutException e) {
        probe();
      } catch (ExecutionException e) {
        throw new IOException("the session ended", e);
      }
    }
  }

  private void list(Supplier<List<String>> outgoing, Signal newOutgoing)
      throws InterruptedException {
    while (!closed) {
      push.queue().order(outgoing.get());
      newOutgoing.await(LOOK_AGAIN_MS);
    }
  }

  private void poll() throws IOException, InterruptedException {
    String seen = "";
    while (!closed) {
      HubAnswer answer = hub.get("outbox?seen=" + seen, POLL_ANSWER);
      if (answer.status() == 200) {
        LinkMessage.Waiting waiting = answer.as(LinkMessage.Waiting.class);
        if (!waiting.tag().matches("[0-9a-f]{1,64}")
            || !waiting.parcels().stream()
                .allMatch(id -> OfferRules.PARCEL_ID.matcher(id).matches())) {
          throw new LinkFormatException("the hub's list of parcels is not one");
        }
        seen = waiting.tag();
        fetch.queue().order(waiting.parcels());
      } else if (answer.status() != 204) {
        throw new IOException("the hub answered: " + answer.reason());
      }
    }
  }

  /** A probe that is late only because chunks fill the line does not end the session. */
  private void probe() throws IOException, InterruptedException {
    long before = moved();
    try {
      HubAnswer answer = hub.get("probe", PROBE_ANSWER);
      if (answer.status() != 204) {
        throw new IOException("the hub answered: " + answer.reason());
      }
    } catch (HttpTimeoutException e) {
      if (moved() == before) {
        throw e;
      }
    }
  }

  private long moved() {
    return traffic.sentBytes().sum() + traffic.receivedBytes().sum();
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void guarded(Work work) {
    try {
      work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      broken.complete(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    push.close();
    fetch.close();
    hub.close();
  }
}
