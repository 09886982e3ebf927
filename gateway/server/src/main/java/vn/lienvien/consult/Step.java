package vn.lienvien.consult;

import vn.lienvien.model.ConsultationCase;

/** What looking at a case's facts came to. */
sealed interface Step {
  /** The facts were there: the case is committed in its next state. */
  record Moved(ConsultationCase consultation) implements Step {}

  /** A fact is missing; whoever commits it will ask for another look. */
  record Waiting() implements Step {}

  /** The facts contradict each other or the peer; a person must look. */
  record Attention(String reason) implements Step {}

  Step WAITING = new Waiting();
}
