package vn.lienvien.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An emulated bad line between two network namespaces of this machine (scripts/line). The stage's
 * driver reaches both ends past the line. Closing takes it away.
 */
final class Line implements AutoCloseable {
  private static final Pattern RATE = Pattern.compile("([0-9.]+)([km])bit,.*");
  private static final Pattern PAYLOAD =
      Pattern.compile("^(a-b|b-a) .*bytes=(\\d+) payload=(\\d+)", Pattern.MULTILINE);

  private final Path script;
  private final String number;
  private String spec;

  private Line(Path script, String number, String spec) {
    this.script = script;
    this.number = number;
    this.spec = spec;
  }

  /**
   * What has entered the line since it came up.
   *
   * @param fromA TCP payload
   * @param packetBytesFromA with the headers of IP and TCP
   * @param fromB TCP payload
   */
  record Crossed(long fromA, long packetBytesFromA, long fromB) {
    long both() {
      return fromA + fromB;
    }

    Crossed since(Crossed earlier) {
      return new Crossed(
          fromA - earlier.fromA,
          packetBytesFromA - earlier.packetBytesFromA,
          fromB - earlier.fromB);
    }
  }

  /** Sets up a line such as {@code 4mbit,100ms,1%}. */
  static Line up(Path script, String spec) {
    return new Line(script, run(script, "up", spec), spec);
  }

  Place placeA() {
    return Place.namespace("linea" + number, "10.79." + number + ".1");
  }

  Place placeB() {
    return Place.namespace("lineb" + number, "10.79." + number + ".2");
  }

  String spec() {
    return spec;
  }

  double bitsPerSecond() {
    Matcher rate = RATE.matcher(spec);
    if (!rate.matches()) {
      throw new StageException("not a line: " + spec);
    }
    return Double.parseDouble(rate.group(1)) * (rate.group(2).equals("m") ? 1e6 : 1e3);
  }

  void set(String newSpec) {
    run(script, "set", number, newSpec);
    spec = newSpec;
  }

  void cut() {
    run(script, "cut", number);
  }

  void mend() {
    run(script, "mend", number);
  }

  /** Down for the last part of every period; zero and zero for never. */
  void rhythm(int downMs, int periodMs) {
    run(script, "rhythm", number, Integer.toString(downMs), Integer.toString(periodMs));
  }

  Crossed crossed() {
    Matcher ways = PAYLOAD.matcher(run(script, "counters", number));
    long fromA = 0;
    long packetBytesFromA = 0;
    long fromB = 0;
    while (ways.find()) {
      long payload = Long.parseLong(ways.group(3));
      if (ways.group(1).equals("a-b")) {
        fromA = payload;
        packetBytesFromA = Long.parseLong(ways.group(2));
      } else {
        fromB = payload;
      }
    }
    return new Crossed(fromA, packetBytesFromA, fromB);
  }

  @Override
  public void close() {
    run(script, "down", number);
  }

  private static String run(Path script, String... arguments) {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    try {
      // Its complaints go where ours go: the emulator outlives this command and keeps that open.
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new StageException("the emulated line refuses: " + String.join(" ", arguments));
      }
      return said.strip();
    } catch (IOException e) {
      throw new StageException("cannot run " + script, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageException("interrupted", e);
    }
  }
}
