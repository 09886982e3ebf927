package vn.lienvien.web;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import vn.lienvien.security.Account;
import vn.lienvien.security.Accounts;
import vn.lienvien.security.Role;
import vn.lienvien.security.Sessions;

/** One account of each role: {@code radiologist}, {@code doctor}, {@code administrator}. */
final class People {
  final Accounts accounts;
  final Sessions sessions = new Sessions(Clock.systemUTC());
  private final Map<String, String> passwords = new HashMap<>();
  private final Map<String, String> tokens = new HashMap<>();

  People(Path directory) throws IOException {
    accounts = Accounts.open(directory.resolve("accounts.json"));
    add("radiologist", Role.RADIOLOGIST);
    add("doctor", Role.REQUESTING_DOCTOR);
    add("administrator", Role.PACS_ADMINISTRATOR);
  }

  Logins logins() {
    return new Logins(accounts, sessions, Clock.systemUTC());
  }

  String password(String username) {
    return passwords.getOrDefault(username, "");
  }

  /** The token of a session that stays open. */
  String token(String username) {
    return tokens.computeIfAbsent(username, sessions::open);
  }

  private void add(String username, Role role) throws IOException {
    passwords.put(username, accounts.add(new Account(username, "BS " + username, Set.of(role))));
  }
}
