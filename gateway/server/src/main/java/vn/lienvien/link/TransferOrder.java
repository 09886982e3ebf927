package vn.lienvien.link;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import vn.lienvien.model.Priority;

/**
 * Which transfer sends the next piece: the most urgent class, in it the one that has been served
 * least, so that parcels of a class share by bytes; and one piece in 33 goes to a lower class that
 * waits, so that none starves. Not thread-safe.
 */
final class TransferOrder {
  private static final int STARVING = 32;

  private final int[] waited = new int[Priority.values().length];

  /**
   * @param statOnly whether only STAT may go, because it is exempt from the cap and the rest is not
   */
  Optional<Transfer> next(Collection<Transfer> transfers, boolean statOnly) {
    Optional<Transfer> first = Optional.empty();
    for (Priority priority : Priority.values()) {
      Optional<Transfer> best = best(transfers, priority);
      if (best.isPresent() && first.isEmpty()) {
        first = best;
      } else if (best.isPresent() && !statOnly && ++waited[priority.ordinal()] > STARVING) {
        waited[priority.ordinal()] = 0;
        return best;
      }
      if (statOnly) {
        return first;
      }
    }
    return first;
  }

  private static Optional<Transfer> best(Collection<Transfer> transfers, Priority priority) {
    return transfers.stream()
        .filter(transfer -> transfer.priority() == priority && transfer.hasWork())
        .min(
            Comparator.comparingLong((Transfer one) -> one.servedBytes)
                .thenComparingInt(Transfer::number));
  }
}
