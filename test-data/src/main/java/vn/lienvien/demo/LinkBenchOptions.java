package vn.lienvien.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of {@code scripts/bench.sh link}.
 *
 * @param sink the program that takes an HTTP upload
 * @param peerRuns how often each peer runs; 0 for not at all
 */
record LinkBenchOptions(
    Path distribution,
    Path work,
    Path lineScript,
    Path sink,
    Path data,
    int runs,
    int peerRuns,
    Duration outage,
    List<LinkCase> cases) {

  /**
   * Reads the arguments: options with a value, and names of cases.
   *
   * @throws IllegalArgumentException for an unknown option or case
   */
  static LinkBenchOptions parse(List<String> arguments) {
    Map<String, String> given =
        new HashMap<>(Map.of("--runs", "5", "--peer-runs", "5", "--outage", "150"));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith("--") && i + 1 < arguments.size()) {
        given.put(argument, arguments.get(++i));
      } else {
        names.add(argument);
      }
    }
    List<LinkCase> cases = LinkCase.chosen(names);
    if (cases.isEmpty() || !names.isEmpty() && cases.size() != names.size()) {
      throw new IllegalArgumentException(
          "cases: " + LinkCase.chosen(List.of()).stream().map(LinkCase::option).toList());
    }
    return new LinkBenchOptions(
        path(given, "--distribution"),
        path(given, "--work"),
        path(given, "--line-script"),
        path(given, "--sink"),
        path(given, "--data"),
        Integer.parseInt(given.get("--runs")),
        Integer.parseInt(given.get("--peer-runs")),
        Duration.ofSeconds(Integer.parseInt(given.get("--outage"))),
        cases);
  }

  private static Path path(Map<String, String> given, String option) {
    String value = given.get(option);
    if (value == null) {
      throw new IllegalArgumentException(option + " is needed");
    }
    return Path.of(value).toAbsolutePath();
  }
}
