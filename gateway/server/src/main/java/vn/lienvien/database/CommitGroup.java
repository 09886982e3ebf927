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

  CommitGroup(Connection connection) {
    this.connection = connection;
  }

  /** Returns once everything that was committed before the call is on the disk. */
  void awaitDurable() {
    lock.lock();
    try {
      long mine = ++committed;
      while (durable < mine) {
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
      throw new IllegalStateException(
          "cannot force the database to the disk: look at the disk, then start again", e);
    } finally {
      lock.lock();
      forcing = false;
      durable = done ? target : durable;
      forced.signalAll();
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
