package vn.lienvien.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Forces committed transactions to the disk, many with one fsync: whoever commits while a force is
 * running waits for the next one, which one of them runs for all. Thread-safe.
 */
final class CommitGroup implements AutoCloseable {
  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition forced = lock.newCondition();
  private long committed;
  private long durable;
  private boolean forcing;
  private boolean failed;

  CommitGroup(Connection connection) {
    this.connection = connection;
  }

  /**
   * Returns once everything that was committed before the call is on the disk. After a failure it
   * never does again: the kernel may have dropped what it could not write, and the next fsync says
   * nothing of it.
   */
  void awaitDurable() {
    lock.lock();
    try {
      long mine = ++committed;
      while (durable < mine) {
        if (failed) {
          throw new DatabaseUnavailableException(
              "the database could not be forced to the disk meanwhile");
        }
        if (forcing) {
          forced.awaitUninterruptibly();
        } else {
          force();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void force() {
    long target = committed;
    forcing = true;
    lock.unlock();
    boolean done = false;
    try (Statement statement = connection.createStatement()) {
      // H2's COMMIT writes but does not fsync (its manual, "Durability Problems"); this does.
      statement.execute("CHECKPOINT SYNC");
      done = true;
    } catch (SQLException e) {
      throw new DatabaseUnavailableException(
          "cannot force the database to the disk: is it full? Work goes on when it is not", e);
    } finally {
      lock.lock();
      forcing = false;
      durable = done ? target : durable;
      failed = !done;
      forced.signalAll();
    }
  }

  /** Whether the database could not be forced to the disk once. */
  boolean hasFailed() {
    lock.lock();
    try {
      return failed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot close the database", e);
    }
  }
}
