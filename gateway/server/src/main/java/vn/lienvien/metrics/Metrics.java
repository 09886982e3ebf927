package vn.lienvien.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The gateway's meters and their Prometheus text. Names are {@code lienvien.room.thing}, units are
 * base units; tags never hold patient data. Thread-safe.
 */
public final class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final List<Runnable> changing = new CopyOnWriteArrayList<>();

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

  /** Values of several of a kind, told apart by a tag; what there is may come and go. */
  public void gauges(String name, String unit, String tag, Supplier<Map<String, Number>> values) {
    MultiGauge gauge = MultiGauge.builder(name).baseUnit(unit).register(registry);
    changing.add(() -> {
      List<MultiGauge.Row<?>> rows = new ArrayList<>();
      values.get().forEach((key, value) -> rows.add(MultiGauge.Row.of(Tags.of(tag, key), value)));
      gauge.register(rows, true);
    });
  }

  /** The text of {@code /metrics} (Prometheus exposition format 0.0.4). */
  public String prometheusText() {
    changing.forEach(Runnable::run);
    return registry.scrape();
  }
}
