package vn.lienvien.database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's database: what {@link #transact} returned is on the disk, and so is everything it
 * had read. Thread-safe. Why it is built like this: docs/decisions/007-durable-commits.md.
 */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /** Serialization failure, deadlock (PostgreSQL, H2), lock time-out, lost race of two inserts. */
  private static final Set<String> TRY_AGAIN = Set.of("40001", "40P01", "HYT00", "HYT01", "23505");

  private static final int MAXIMUM_TRIES = 8;

  private final Clock clock;
  private final Connections connections;
  private final DeferredWork deferred;
  private final ThreadLocal<Handle> current = new ThreadLocal<>();

  private Database(Clock clock, Connections connections) {
    this.clock = clock;
    this.connections = connections;
    this.deferred =
        new DeferredWork(
            work ->
                commitUnforced(transaction -> {
                  work.accept(transaction);
                  return true;
                }),
            DeferredWork.Patience.DEFAULT);
  }

  /** Opens or creates the database below {@code directory} and brings its schema up to date. */
  public static Database open(Path directory, Clock clock) {
    return new Database(clock, Connections.open(directory));
  }

  /**
   * Runs the work in one transaction (READ COMMITTED) and returns once it is on the disk. The work
   * may run several times when it meets another transaction, so it has no effects but rows; other
   * effects go to {@link Transaction#afterCommit}.
   */
  public <T> T transact(Function<Transaction, T> work) {
    if (current.get() != null) {
      throw new IllegalStateException(
          "a transaction or a query is already open on this thread; pass it on");
    }
    deferred.awaitApplied();
    Done<T> done =
        connections.use(life -> {
          Done<T> committed = commitUnforced(work);
          life.commits().awaitDurable();
          return committed;
        });
    done.transaction().committed();
    return done.result();
  }

  private record Done<T>(Transaction transaction, T result) {}

  private <T> Done<T> commitUnforced(Function<Transaction, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return connections.use(life -> once(life.jdbi(), work));
      } catch (RuntimeException e) {
        if (attempt == MAXIMUM_TRIES || !metAnother(e)) {
          throw DatabaseException.withoutValues(e);
        }
        LOG.debug("transaction met another, attempt {}", attempt);
        pause(attempt);
      }
    }
  }

  /** As {@link #transact}, for work without a result. */
  public void commit(Consumer<Transaction> work) {
    transact(transaction -> {
      work.accept(transaction);
      return true;
    });
  }

  /**
   * Reads what is committed, or, inside a transaction or query of this thread, what that sees.
   * Unlike {@link #transact} it may see rows a moment before they are on the disk, so nothing read
   * here is acknowledged to a peer.
   */
  public <T> T read(Function<Handle, T> query) {
    if (current.get() == null) {
      deferred.awaitApplied();
    }
    return readCommitted(query);
  }

  /**
   * As {@link #read}, but without waiting for what is deferred. A query inside another uses the
   * same connection: one that waited for a second would hold up who opens the database anew.
   */
  public <T> T readCommitted(Function<Handle, T> query) {
    Handle open = current.get();
    if (open != null) {
      return query.apply(open);
    }
    try {
      return connections.use(life -> life.jdbi().withHandle(handle -> queried(handle, query)));
    } catch (JdbiException e) {
      throw DatabaseException.withoutValues(e);
    }
  }

  private <T> T queried(Handle handle, Function<Handle, T> query) {
    current.set(handle);
    try {
      return query.apply(handle);
    } finally {
      current.remove();
    }
  }

  /**
   * Commits the work soon, together with other such work, and without forcing it to the disk: for
   * rows that can be made again after a power cut. Everybody who reads or writes here afterwards
   * sees them. Waits while too much is deferred.
   */
  public void defer(Deferral work) {
    deferred.add(work);
  }

  /** Returns when everything deferred and committed before the call is on the disk. */
  public void force() {
    deferred.awaitApplied();
    connections.use(life -> {
      life.commits().awaitDurable();
      return true;
    });
  }

  /**
   * The time to write into rows: microseconds, so that what is read back equals what was written.
   */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private <T> Done<T> once(Jdbi jdbi, Function<Transaction, T> work) {
    try (Handle handle = jdbi.open()) {
      Transaction transaction = new Transaction(handle, now());
      current.set(handle);
      handle.begin();
      try {
        T result = work.apply(transaction);
        handle.commit();
        return new Done<>(transaction, result);
      } catch (RuntimeException | Error e) {
        handle.rollback();
        throw e;
      }
    } finally {
      current.remove();
    }
  }

  private static boolean metAnother(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException e
          && e.getSQLState() != null
          && TRY_AGAIN.contains(e.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(attempt * 5L + Math.floorMod(System.nanoTime(), 10L));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    deferred.close();
    connections.close();
  }
}
