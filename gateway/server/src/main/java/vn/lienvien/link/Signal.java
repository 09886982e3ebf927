package vn.lienvien.link;

/** Wakes a loop that otherwise looks again by itself after a while. Thread-safe. */
final class Signal {
  private boolean raised;

  synchronized void raise() {
    raised = true;
    notifyAll();
  }

  /** Waits until raised, or for so long at most, and lowers it. */
  synchronized void await(long milliseconds) throws InterruptedException {
    if (!raised) {
      wait(milliseconds);
    }
    raised = false;
  }
}
