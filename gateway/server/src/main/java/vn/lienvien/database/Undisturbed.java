package vn.lienvien.database;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Does work on a thread that nobody can interrupt. H2 waits for its own locks with Thread.sleep in
 * the middle of a commit, and an interrupt there closes the database; see docs/decisions/041.
 */
final class Undisturbed {
  private Undisturbed() {}

  /**
   * Returns what the work returns, throws what it throws; the caller stays interrupted if it is.
   */
  static <T> T run(Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Thread unused = Thread.ofVirtual().name("database").start(() -> complete(done, work));
    try {
      return done.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException thrown -> throw thrown;
        case Error thrown -> throw thrown;
        case null, default -> throw e;
      }
    }
  }

  private static <T> void complete(CompletableFuture<T> done, Supplier<T> work) {
    try {
      done.complete(work.get());
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e);
    }
  }
}
