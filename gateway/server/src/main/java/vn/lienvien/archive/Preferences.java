package vn.lienvien.archive;

import java.util.Optional;
import vn.lienvien.database.Database;
import vn.lienvien.database.Transaction;

/** What each person has set up for the pages: one JSON text a name, opaque here. Thread-safe. */
public final class Preferences {
  private final Database database;

  public Preferences(Database database) {
    this.database = database;
  }

  public Optional<String> of(String username, String name) {
    return database.read(handle ->
        handle
            .createQuery("SELECT body FROM preference WHERE username = :user AND name = :name")
            .bind("user", username)
            .bind("name", name)
            .mapTo(String.class)
            .findOne());
  }

  /** Replaces one setting; the last one to write wins, both are the same person's. */
  public void put(String username, String name, String json) {
    database.commit(transaction -> {
      if (update(transaction, username, name, json) == 0) {
        transaction
            .handle()
            .execute(
                "INSERT INTO preference (username, name, body) VALUES (?, ?, ?)",
                username,
                name,
                json);
      }
    });
  }

  private static int update(Transaction transaction, String username, String name, String json) {
    return transaction
        .handle()
        .execute(
            "UPDATE preference SET body = ? WHERE username = ? AND name = ?", json, username, name);
  }
}
