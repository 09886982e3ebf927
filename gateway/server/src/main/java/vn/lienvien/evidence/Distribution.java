package vn.lienvien.evidence;

import java.util.Map;
import java.util.TreeMap;

/**
 * How often which value was seen, in buckets of a quarter of an octave: quantiles within 9%, in a
 * row small enough to be kept for ten years. Not thread-safe.
 */
final class Distribution {
  private static final double BUCKETS_AN_OCTAVE = 4;

  private final TreeMap<Integer, Long> counts = new TreeMap<>();

  void add(double value) {
    counts.merge(bucket(value), 1L, Long::sum);
  }

  void addAll(Distribution other) {
    other.counts.forEach((bucket, count) -> counts.merge(bucket, count, Long::sum));
  }

  /** The value that a share of all values is below; zero when there are none. */
  double quantile(double share) {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    long below = 0;
    for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
      below += entry.getValue();
      if (below >= share * all) {
        return middle(entry.getKey());
      }
    }
    return 0;
  }

  /** As it stands in a row: {@code bucket:count}, separated by spaces. */
  String text() {
    StringBuilder text = new StringBuilder();
    counts.forEach((bucket, count) ->
        text.append(text.isEmpty() ? "" : " ").append(bucket).append(':').append(count));
    return text.toString();
  }

  static Distribution parse(String text) {
    Distribution distribution = new Distribution();
    for (String entry : text.isEmpty() ? new String[0] : text.split(" ")) {
      int colon = entry.indexOf(':');
      distribution.counts.put(
          Integer.parseInt(entry.substring(0, colon)), Long.parseLong(entry.substring(colon + 1)));
    }
    return distribution;
  }

  /** Everything below one is one bucket: no line is as slow or as quick as that. */
  private static int bucket(double value) {
    return value < 1 ? 0 : 1 + (int) Math.floor(BUCKETS_AN_OCTAVE * Math.log(value) / Math.log(2));
  }

  private static double middle(int bucket) {
    return bucket == 0 ? 0 : Math.pow(2, (bucket - 0.5) / BUCKETS_AN_OCTAVE);
  }
}
