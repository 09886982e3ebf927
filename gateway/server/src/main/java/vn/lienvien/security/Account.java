package vn.lienvien.security;

import java.util.Set;

/** A person who may log in; never the password. */
public record Account(String username, String displayName, Set<Role> roles) {
  public Account {
    roles = Set.copyOf(roles);
  }
}
