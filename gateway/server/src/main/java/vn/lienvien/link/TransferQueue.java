package vn.lienvien.link;

import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which step of which parcel comes next: before every single chunk the most urgent parcel that has
 * work wins, so a STAT parcel overtakes within one chunk. Thread-safe.
 */
final class TransferQueue {
  private static final int CORRUPT_CHUNKS = 3;
  private static final Duration SHORT_PAUSE = Duration.ofMillis(500);

  /** One step to be done by whoever took it, and then to be reported. */
  sealed interface Step {
    record Begin(String parcelId) implements Step {}

    record Carry(String parcelId, int chunk) implements Step {}

    record End(String parcelId) implements Step {}
  }

  private enum State {
    /** Not begun in this session. */
    NEW,
    /** Someone begins or ends it. */
    BUSY,
    /** Chunks are lacking or under way. */
    MOVING,
    /** Not before its time. */
    ASIDE
  }

  private static final class Transfer {
    State state = State.NEW;
    BitSet lacking = new BitSet();
    int underWay;
    int corrupt;
    int failures;
    long notBeforeNanos;
  }

  private final Map<String, Transfer> transfers = new HashMap<>();
  private List<String> order = List.of();
  private boolean closed;

  /** Sets what is wanted, most urgent first; a parcel no longer listed is forgotten. */
  synchronized void order(List<String> parcelIds) {
    order = List.copyOf(parcelIds);
    transfers.keySet().retainAll(order);
    order.forEach(id -> transfers.computeIfAbsent(id, ignored -> new Transfer()));
    notifyAll();
  }

  /** Waits for the next step; nothing once closed. */
  synchronized Optional<Step> take() throws InterruptedException {
    while (!closed) {
      Optional<Step> step = next();
      if (step.isPresent()) {
        return step;
      }
      // A parcel that was set aside comes back without anyone telling us.
      wait(250);
    }
    return Optional.empty();
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** A beginning or an end is done. */
  synchronized void report(String parcelId, Progress progress) {
    Transfer transfer = transfers.get(parcelId);
    if (transfer == null) {
      return;
    }
    switch (progress) {
      case Progress.Lacks lacks -> {
        transfer.lacking = (BitSet) lacks.chunks().clone();
        transfer.state = State.MOVING;
      }
      case Progress.Finished finished -> transfers.remove(parcelId);
      case Progress.Again again -> pause(transfer, SHORT_PAUSE);
      case Progress.SetAside aside -> pauseLonger(transfer);
    }
    notifyAll();
  }

  /** A chunk is done; true when this parcel's chunks are not to be trusted. */
  synchronized boolean report(Step.Carry step, ChunkOutcome outcome) {
    Transfer transfer = transfers.get(step.parcelId());
    if (transfer == null) {
      return false;
    }
    transfer.underWay--;
    notifyAll();
    switch (outcome) {
      case KEPT -> {
        return false;
      }
      case UNKNOWN -> {
        if (transfer.state == State.MOVING) {
          pause(transfer, SHORT_PAUSE);
        }
        return false;
      }
      case POSTPONED -> {
        if (transfer.state == State.MOVING) {
          pauseLonger(transfer);
        }
        return false;
      }
      case CORRUPT -> {
        transfer.corrupt++;
        transfer.lacking.set(step.chunk());
        boolean hopeless = transfer.corrupt >= CORRUPT_CHUNKS && transfer.state == State.MOVING;
        if (hopeless) {
          transfer.corrupt = 0;
          pauseLonger(transfer);
        }
        return hopeless;
      }
    }
    throw new IllegalStateException("unreachable: every outcome is handled");
  }

  private Optional<Step> next() {
    for (String parcelId : order) {
      Transfer transfer = transfers.get(parcelId);
      Optional<Step> step = transfer == null ? Optional.empty() : next(parcelId, transfer);
      if (step.isPresent()) {
        return step;
      }
    }
    return Optional.empty();
  }

  private static Optional<Step> next(String parcelId, Transfer transfer) {
    if (transfer.state == State.ASIDE && System.nanoTime() - transfer.notBeforeNanos >= 0) {
      transfer.state = State.NEW;
    }
    if (transfer.state == State.NEW && transfer.underWay == 0) {
      transfer.state = State.BUSY;
      return Optional.of(new Step.Begin(parcelId));
    }
    if (transfer.state != State.MOVING) {
      return Optional.empty();
    }
    int chunk = transfer.lacking.nextSetBit(0);
    if (chunk >= 0) {
      transfer.lacking.clear(chunk);
      transfer.underWay++;
      return Optional.of(new Step.Carry(parcelId, chunk));
    }
    if (transfer.underWay == 0) {
      transfer.state = State.BUSY;
      return Optional.of(new Step.End(parcelId));
    }
    return Optional.empty();
  }

  private static void pauseLonger(Transfer transfer) {
    transfer.failures++;
    pause(transfer, Backoff.after(transfer.failures));
  }

  private static void pause(Transfer transfer, Duration pause) {
    transfer.state = State.ASIDE;
    transfer.notBeforeNanos = System.nanoTime() + pause.toNanos();
  }
}
