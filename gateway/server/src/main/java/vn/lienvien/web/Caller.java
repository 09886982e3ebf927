package vn.lienvien.web;

import java.util.Set;

/** The account behind a request. */
record Caller(String username, String displayName, Set<Role> roles) {
  boolean is(Role role) {
    return roles.contains(role);
  }
}
