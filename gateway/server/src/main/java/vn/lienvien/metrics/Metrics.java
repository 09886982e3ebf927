package vn.lienvien.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The gateway's meters and their Prometheus text. Names are {@code lienvien.room.thing}, units are
 * base units; tags never hold patient data. Thread-safe.
 */
public final class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** One more of something. */
  public void count(String name, String... tags) {
    registry.counter(name, tags).increment();
  }

  /** How long something took. */
  public void time(String name, Duration duration, String... tags) {
    registry.timer(name, tags).record(duration);
  }

  /** A value that is read when the meters are. */
  public void gauge(String name, String unit, Supplier<Number> value) {
    Meter unused =
        Gauge.builder(name, value).baseUnit(unit).strongReference(true).register(registry);
  }

  /** The text of {@code /metrics} (Prometheus exposition format 0.0.4). */
  public String prometheusText() {
    return registry.scrape();
  }
}
