package vn.lienvien.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of {@code scripts/bench.sh link}: ours and a peer or a reach; ratio over 1 is better.
 */
final class BenchReport {
  private BenchReport() {}

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** For what is better when it is less: seconds, bytes sent twice. */
  static void less(String name, String unit, double ours, double peer, String peerName) {
    line(name, unit, List.of(ours, peer, ours == 0 ? peer + 1 : peer / ours), peerName);
  }

  /** For what is better when it is more: use of the line. */
  static void more(String name, String unit, double ours, double peer, String peerName) {
    line(name, unit, List.of(ours, peer, ours / peer), peerName);
  }

  private static void line(String name, String unit, List<Double> figures, String peerName) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bench", "link");
    line.put("case", name);
    line.put("unit", unit);
    line.put("ours", rounded(figures.get(0)));
    line.put("peer", rounded(figures.get(1)));
    line.put("peerName", peerName);
    line.put("ratio", rounded(figures.get(2)));
    line.put("target", 1.0);
    line.put("pass", figures.get(2) >= 1);
    try {
      System.out.println(new ObjectMapper().writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new StageException("cannot write the line", e);
    }
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
