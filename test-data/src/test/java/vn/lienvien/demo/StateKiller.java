package vn.lienvien.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Kills each gateway as soon as its case is seen in another state than before, and starts it again,
 * until both have closed the case. A state may be over before it is seen; the next one is not.
 */
final class StateKiller implements Runnable {
  private static final int PAUSE_MILLIS = 20;

  private final TwoHospitals stage;
  private final Consultation watched;
  private final Set<String> statesOfA = new HashSet<>();
  private final Set<String> statesOfB = new HashSet<>();

  /** Logs in for itself: a logged-in client belongs to one thread. */
  StateKiller(TwoHospitals stage, StudyFiles study) {
    this.stage = stage;
    this.watched = new Consultation(stage, study);
  }

  @Override
  public void run() {
    while (!statesOfA.contains("CLOSED") || !statesOfB.contains("CLOSED")) {
      killOnEntering(watched.seenAtA(), statesOfA, stage.gatewayA());
      killOnEntering(watched.seenAtB(), statesOfB, stage.gatewayB());
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void killOnEntering(
      Optional<JsonNode> seen, Set<String> known, ManagedProcess gateway) {
    if (seen.isPresent() && known.add(seen.get().path("state").asText())) {
      gateway.kill();
      System.out.println("killed " + gateway.name() + " in " + seen.get().path("state").asText());
      gateway.start();
    }
  }
}
