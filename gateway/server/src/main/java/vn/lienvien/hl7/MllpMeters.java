package vn.lienvien.hl7;

import java.util.function.ToLongFunction;
import vn.lienvien.metrics.Metrics;

/** Shows what happened at the MLLP port. */
public final class MllpMeters {
  private MllpMeters() {}

  public static void show(MllpListener listener, Metrics metrics) {
    gauge(metrics, listener, "connections", MllpListener.Counts::connections);
    gauge(metrics, listener, "messages", MllpListener.Counts::messages);
    gauge(metrics, listener, "framing.faults", MllpListener.Counts::framingFaults);
    gauge(metrics, listener, "refused.connections", MllpListener.Counts::refusedConnections);
  }

  private static void gauge(
      Metrics metrics,
      MllpListener listener,
      String name,
      ToLongFunction<MllpListener.Counts> value) {
    metrics.gauge("lienvien.hl7." + name, "", () -> value.applyAsLong(listener.counts()));
  }
}
