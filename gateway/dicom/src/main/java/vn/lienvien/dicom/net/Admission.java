package vn.lienvien.dicom.net;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts associations in all and per peer and refuses what is too many; thread-safe. */
final class Admission {
  private final int limit;
  private final int limitPerPeer;
  private final Map<String, Integer> perPeer = new HashMap<>();
  private int total;

  Admission(int limit, int limitPerPeer) {
    this.limit = limit;
    this.limitPerPeer = limitPerPeer;
  }

  static String peer(AssociationRequest request) {
    return request.callingAETitle() + "@" + request.remoteAddress().getAddress();
  }

  /** Takes a place, or says why there is none. */
  synchronized Optional<Rejection> enter(String peer) {
    int already = perPeer.getOrDefault(peer, 0);
    if (total >= limit || already >= limitPerPeer) {
      return Optional.of(Rejection.LOCAL_LIMIT_EXCEEDED);
    }
    total++;
    perPeer.put(peer, already + 1);
    return Optional.empty();
  }

  synchronized void leave(String peer) {
    total--;
    perPeer.computeIfPresent(peer, (any, count) -> count == 1 ? null : count - 1);
  }
}
