package vn.lienvien.web;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienvien.security.Account;
import vn.lienvien.security.Role;

/**
 * Who may call a route.
 *
 * @param loginNeeded false for what anyone may see
 * @param roles one of them is needed; empty for every logged-in user
 */
record Access(boolean loginNeeded, Set<Role> roles) {
  static final Access ANYONE = new Access(false, Set.of());
  static final Access LOGGED_IN = new Access(true, Set.of());

  static Access only(Role... roles) {
    return new Access(true, Arrays.stream(roles).collect(Collectors.toUnmodifiableSet()));
  }

  boolean allows(Account account) {
    return roles.isEmpty() || account.roles().stream().anyMatch(roles::contains);
  }
}
