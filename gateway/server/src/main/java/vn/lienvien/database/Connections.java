package vn.lienvien.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to one H2 database file. H2 closes itself at the first write that fails, on a
 * full disk; then all of them are closed and the file is opened anew, so that the gateway works
 * again once there is space. Thread-safe.
 */
final class Connections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  /** The state of every statement after H2 has closed itself. */
  private static final String CLOSED_ITSELF = "90098";

  private static final int CONNECTIONS = 12;

  private final Path directory;
  private final String url;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private Life life;
  private volatile boolean over;
  private volatile boolean closed;

  /** What is thrown away together when the database has closed itself. */
  record Life(HikariDataSource pool, Jdbi jdbi, CommitGroup commits) {}

  private Connections(Path directory) {
    this.directory = directory;
    // async: FileChannel closes for good when a thread is interrupted in it, the asynchronous
    // channel does not; WRITE_DELAY=0: a commit is handed to the kernel before it returns;
    // MAX_COMPACT_TIME=0: what is moved about in the file while it is closed may be lost.
    this.url =
        "jdbc:h2:async:%s;WRITE_DELAY=0;MAX_COMPACT_TIME=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;CACHE_SIZE=32768"
            .formatted(directory.toAbsolutePath().resolve("lienvien"));
    this.life = begin();
  }

  /** Opens or creates the database below the directory and brings its schema up to date. */
  static Connections open(Path directory) {
    return new Connections(directory);
  }

  /**
   * Works with the connections; none of them is replaced meanwhile, and an interrupt of the caller
   * does not reach the work.
   */
  <T> T use(Function<Life, T> work) {
    boolean within = lock.getReadHoldCount() > 0;
    return within ? used(work) : Undisturbed.run(() -> used(work));
  }

  private <T> T used(Function<Life, T> work) {
    if (over && lock.getReadHoldCount() == 0) {
      beginAgain();
    }
    lock.readLock().lock();
    try {
      if (closed) {
        throw new DatabaseUnavailableException("the database is closed");
      }
      return work.apply(life);
    } catch (RuntimeException e) {
      over = over || life.commits().hasFailed() || closedItself(e);
      throw e;
    } finally {
      lock.readLock().unlock();
    }
  }

  private void beginAgain() {
    lock.writeLock().lock();
    try {
      if (over && !closed) {
        // All of them first: a late close would take the newly opened database from H2's registry.
        end();
        life = begin();
        over = false;
        LOG.warn("the database had closed itself, as on a full disk; it is open again");
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private Life begin() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername("lienvien");
    config.setPassword("");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setPoolName("database");
    HikariDataSource pool = connect(config);
    try {
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(pool)
          .locations("classpath:db/migration")
          .load()
          .migrate();
      Connection forcing = DriverManager.getConnection(url, "lienvien", "");
      Jdbi jdbi = Jdbi.create(pool).registerArgument(new InstantArgument());
      return new Life(pool, jdbi, new CommitGroup(forcing));
    } catch (SQLException | RuntimeException e) {
      pool.close();
      throw new DatabaseUnavailableException(
          "cannot bring the database below %s up to date".formatted(directory), e);
    }
  }

  private HikariDataSource connect(HikariConfig config) {
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new DatabaseUnavailableException(
          "cannot open the database below %s: does another gateway run on it?".formatted(directory),
          e);
    }
  }

  /** A database that has closed itself complains when it is closed; that is known already. */
  private void end() {
    try {
      life.commits().close();
    } catch (IllegalStateException e) {
      LOG.debug("the forcing connection was closed with a complaint", e);
    }
    life.pool().close();
  }

  private static boolean closedItself(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException e && CLOSED_ITSELF.equals(e.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /** What is being committed is committed; who comes later is told that it is closed. */
  @Override
  public void close() {
    Undisturbed.run(() -> {
      lock.writeLock().lock();
      try {
        closed = true;
        life.commits().close();
        life.pool().close();
        return true;
      } finally {
        lock.writeLock().unlock();
      }
    });
  }
}
