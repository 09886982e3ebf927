package vn.lienvien.security;

/** What became of a request to join; HTTP answers 200 and 403. */
public sealed interface JoinOutcome {
  /** The site is in. */
  record Joined(JoinAnswer answer) implements JoinOutcome {}

  /** It is not, and the reason tells an honest spoke what to do and a guesser nothing. */
  record Refused(String reason) implements JoinOutcome {}
}
