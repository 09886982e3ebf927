package vn.lienvien.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The intake journal: one flush of one file makes whatever came meanwhile durable, file bytes and
 * all; names and rows follow at leisure (docs/decisions/012). Thread-safe. One platform thread
 * writes, because an interrupt would close the channel for everybody.
 */
final class Journal implements AutoCloseable {
  private record Request(
      JournalEntry entry,
      @Nullable JournalContent content,
      CompletableFuture<JournalSegment> durable) {}

  private record Written(Request request, JournalSegment segment) {}

  /** The record stays in the journal at least until this is closed. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }

  private final JournalSegments segments;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread writer;
  private List<Request> requests = new ArrayList<>();
  private boolean closed;

  Journal(JournalSegments segments) {
    this.segments = segments;
    this.writer = Thread.ofPlatform().daemon().name("archive-journal").start(this::run);
  }

  /** An entry on its way to the disk; whoever began it awaits it, whatever else happens. */
  @FunctionalInterface
  interface Pending {
    /**
     * Returns when the entry and its bytes are on the disk. The caller closes what it gets once
     * they are named and their rows deferred or committed: until then nothing else has them.
     */
    Held await() throws IOException;
  }

  /** Hands over an entry and the bytes of its file. */
  Pending begin(JournalEntry entry, JournalContent content) throws IOException {
    return request(entry, content);
  }

  /** Takes back an entry whose caller failed afterwards, and holds it no more. */
  void revoke(JournalEntry entry) throws IOException {
    request(entry.revocation(), null).await().close();
  }

  private Pending request(JournalEntry entry, @Nullable JournalContent content) throws IOException {
    Request request = new Request(entry, content, new CompletableFuture<>());
    lock.lock();
    try {
      if (closed) {
        throw new IOException("the archive is closed");
      }
      requests.add(request);
      changed.signal();
    } finally {
      lock.unlock();
    }
    return () -> await(request);
  }

  private static Held await(Request request) throws IOException {
    try {
      return request.durable().join()::release;
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException("the journal: " + cause.getMessage(), cause);
    }
  }

  private void run() {
    for (List<Request> batch = next(); !batch.isEmpty(); batch = next()) {
      write(batch);
    }
  }

  /** What came while the last was written; empty when nothing will come any more. */
  private List<Request> next() {
    lock.lock();
    try {
      while (requests.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      List<Request> batch = requests;
      requests = new ArrayList<>();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Whatever happens, each is told: nobody else would wake who waits. */
  private void write(List<Request> batch) {
    List<Written> written = new ArrayList<>();
    try {
      for (Request request : batch) {
        append(request, written);
      }
      segments.force();
      written.forEach(one -> one.request().durable().complete(one.segment()));
    } catch (IOException | RuntimeException | Error e) {
      written.forEach(one -> one.segment().release());
      batch.forEach(request -> request.durable().completeExceptionally(e));
    }
  }

  /** One that cannot be written fails alone. */
  private void append(Request request, List<Written> written) {
    try {
      written.add(new Written(request, segments.append(request.entry(), request.content())));
    } catch (IOException | RuntimeException e) {
      request.durable().completeExceptionally(e);
    }
  }

  /** Puts everything where it belongs, so that the next start has nothing to do. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    segments.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
