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
      JournalEntry entry, @Nullable JournalContent content, CompletableFuture<Boolean> durable) {}

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

  /** An entry on its way to the disk. */
  @FunctionalInterface
  interface Pending {
    /** Returns when the entry and its bytes are on the disk. */
    void await() throws IOException;
  }

  /** Hands over an entry and the bytes of its file. */
  Pending begin(JournalEntry entry, JournalContent content) throws IOException {
    return request(entry, content);
  }

  /** Takes back an entry whose caller failed afterwards. */
  void revoke(JournalEntry entry) throws IOException {
    request(entry.revocation(), null).await();
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

  private static void await(Request request) throws IOException {
    try {
      request.durable().join();
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
    try {
      List<Request> written = batch.stream().filter(this::append).toList();
      segments.force();
      written.forEach(request -> request.durable().complete(true));
    } catch (IOException | RuntimeException | Error e) {
      batch.forEach(request -> request.durable().completeExceptionally(e));
    }
  }

  /** One that cannot be written fails alone. */
  private boolean append(Request request) {
    try {
      segments.append(request.entry(), request.content());
      return true;
    } catch (IOException | RuntimeException e) {
      request.durable().completeExceptionally(e);
      return false;
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
