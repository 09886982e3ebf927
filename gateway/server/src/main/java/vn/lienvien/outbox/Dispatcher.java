package vn.lienvien.outbox;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.JobOutcome;

/**
 * Runs due jobs: one thread polls, each job has a virtual thread of its own, each kind its limit.
 * Register every handler, then {@link #start()}; {@link #close()} waits for what is running.
 */
public final class Dispatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);
  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(20);

  private final Outbox outbox;
  private final Backoff backoff;
  private final Map<JobKind, JobHandler> handlers = new EnumMap<>(JobKind.class);
  private final Room room = new Room();
  private final Semaphore signal = new Semaphore(0);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread poller = Thread.ofVirtual().name("dispatcher").unstarted(this::poll);
  private volatile boolean closing;

  public Dispatcher(Outbox outbox, Backoff backoff) {
    this.outbox = outbox;
    this.backoff = backoff;
    outbox.onWake(signal::release);
  }

  /** Registers the handler of a kind; at most {@code atOnce} of them run at a time. */
  public Dispatcher register(JobKind kind, int atOnce, JobHandler handler) {
    if (handlers.put(kind, handler) != null) {
      throw new IllegalArgumentException(kind + " has a handler already");
    }
    room.open(kind, atOnce);
    return this;
  }

  /** As above; four at a time, one for work that fills the processors. */
  public Dispatcher register(JobKind kind, JobHandler handler) {
    return register(kind, kind == JobKind.PREPARE_IMAGES ? 1 : 4, handler);
  }

  /** Makes every job that a dead process left running due again, then begins. */
  public void start() {
    outbox.recover();
    poller.start();
  }

  private void poll() {
    while (!closing) {
      try {
        outbox.take(room).forEach(job -> threads.execute(() -> run(job)));
        sleep();
      } catch (RuntimeException e) {
        // The top of the poller's thread, which must outlive a database that is away for a while.
        LOG.error("the dispatcher cannot read the outbox; it goes on trying", e);
        pause(LONGEST_SLEEP);
      }
    }
  }

  private void sleep() {
    Duration untilDue = outbox.untilNextDue().orElse(LONGEST_SLEEP);
    // due but without room: a finishing job gives the signal
    pause(
        untilDue.isPositive() && untilDue.compareTo(LONGEST_SLEEP) < 0 ? untilDue : LONGEST_SLEEP);
  }

  private void pause(Duration atMost) {
    try {
      if (signal.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
        signal.drainPermits();
      }
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  private void run(Job job) {
    try {
      JobHandler handler = handlers.get(job.kind());
      if (handler == null) {
        throw new IllegalStateException(job.kind() + " has no handler");
      }
      settle(job, handler.run(job));
    } catch (Exception e) {
      // The top of a job: what its handler did not foresee is tried again.
      LOG.warn(
          "job {} {} failed, attempt {}", job.jobId(), job.kind(), job.attempts() + 1, traceOf(e));
      attempt(job, () -> outbox.postponed(job, delayAfter(job), reasonOf(e)));
    } finally {
      room.leave(job.kind());
      signal.release();
    }
  }

  private void settle(Job job, JobOutcome outcome) {
    switch (outcome) {
      case JobOutcome.Done _ -> outbox.finished(job);
      case JobOutcome.RetryLater(Duration delay, String reason) -> {
        LOG.info("job {} {} later: {}", job.jobId(), job.kind(), reason);
        outbox.postponed(job, delay, reason);
      }
      case JobOutcome.GaveUp(String reason) -> {
        LOG.error("job {} {} given up: {}", job.jobId(), job.kind(), reason);
        outbox.gaveUp(job, reason);
      }
    }
  }

  private Duration delayAfter(Job job) {
    return backoff.after(job.attempts() + 1, ThreadLocalRandom.current());
  }

  private static void attempt(Job job, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      // The last step of a job's thread: nobody above could do more than say so.
      LOG.error("job {} cannot be put back; it is due again after a restart", job.jobId(), e);
    }
  }

  private static String reasonOf(Exception e) {
    return quotesNobody(e)
        ? e.getClass().getSimpleName() + ": " + e.getMessage()
        : e.getClass().getSimpleName() + ", see the log";
  }

  /** What is logged: where it failed, without a text that may be a patient's. */
  private static Exception traceOf(Exception e) {
    if (quotesNobody(e)) {
      return e;
    }
    Exception trace = new Exception(e.getClass().getName());
    trace.setStackTrace(e.getStackTrace());
    return trace;
  }

  /** Messages of other libraries may quote what they were given. */
  private static boolean quotesNobody(Exception e) {
    return e.getClass().getName().startsWith("vn.lienvien.") || e instanceof IOException;
  }

  /** Takes no more jobs, waits for what runs, and interrupts what does not end in time. */
  @Override
  public void close() {
    closing = true;
    signal.release();
    try {
      if (poller.isAlive()) {
        poller.join();
      }
      threads.shutdown();
      if (!threads.awaitTermination(LONGEST_GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("jobs that are still running are interrupted; they run again after the start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      threads.shutdownNow();
      threads.close();
    }
  }
}
