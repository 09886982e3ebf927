package vn.lienvien.dicom.net;

import java.util.ArrayList;
import java.util.List;

/** Tells a running C-FIND, C-MOVE or C-GET to stop (PS3.7 9.3.2.3); thread-safe, used once. */
public final class Cancellation {
  private final List<Runnable> listeners = new ArrayList<>();
  private boolean cancelled;

  public void cancel() {
    List<Runnable> told;
    synchronized (this) {
      cancelled = true;
      told = List.copyOf(listeners);
      listeners.clear();
    }
    told.forEach(Runnable::run);
  }

  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Runs the listener once on cancellation, at once if that has been. */
  void onCancel(Runnable listener) {
    synchronized (this) {
      if (!cancelled) {
        listeners.add(listener);
        return;
      }
    }
    listener.run();
  }
}
