package vn.lienvien.web;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Three people whose password is their name. */
final class FakeLogins implements Logins {
  private static final Map<String, Role> PEOPLE =
      Map.of(
          "radiologist", Role.RADIOLOGIST,
          "doctor", Role.REQUESTING_DOCTOR,
          "administrator", Role.PACS_ADMINISTRATOR);
  private final Map<String, Caller> sessions = new ConcurrentHashMap<>();

  @Override
  public Optional<Caller> bySession(String token) {
    return Optional.ofNullable(sessions.get(token));
  }

  @Override
  public Optional<Caller> byPassword(String username, String password, String remoteAddress) {
    return Optional.ofNullable(PEOPLE.get(username))
        .filter(role -> username.equals(password))
        .map(role -> new Caller(username, username, Set.of(role)));
  }

  @Override
  public String openSession(Caller caller) {
    String token = "token-" + caller.username();
    sessions.put(token, caller);
    return token;
  }

  @Override
  public void closeSession(String token) {
    sessions.remove(token);
  }
}
