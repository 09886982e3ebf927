package vn.lienvien.demo;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code scripts/demo.sh}.
 *
 * @param data DICOM files to use instead of the phantom
 * @param once run unattended and exit
 * @param line the emulated line between the hospitals, such as {@code 4mbit,100ms,1%}
 */
record DemoOptions(
    Path distribution,
    Path work,
    Optional<Path> data,
    boolean once,
    PacsKind pacs,
    Optional<EmulatedLine> line) {

  /** A line to be set up by scripts/line. */
  record EmulatedLine(Path script, String spec) {}

  static final String USAGE =
      "usage: demo.sh [--once] [--data DIR] [--work DIR] [--peers lienvien|orthanc] [--line RATE,RTT,LOSS]";

  /**
   * @throws IllegalArgumentException for an unknown option or a missing value
   */
  static DemoOptions parse(List<String> arguments) {
    Path distribution = null;
    Path work = null;
    Path data = null;
    boolean once = false;
    PacsKind pacs = PacsKind.LIENVIEN;
    String line = null;
    Path lineScript = null;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--once" -> once = true;
        case "--distribution" -> distribution = Path.of(value(option, rest));
        case "--work" -> work = Path.of(value(option, rest));
        case "--data" -> data = Path.of(value(option, rest));
        case "--peers" -> pacs = peers(value(option, rest));
        case "--line" -> line = value(option, rest);
        case "--line-script" -> lineScript = Path.of(value(option, rest));
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
    if (distribution == null || work == null) {
      throw new IllegalArgumentException("--distribution and --work are needed");
    }
    return new DemoOptions(
        distribution.toAbsolutePath(),
        work.toAbsolutePath(),
        Optional.ofNullable(data).map(Path::toAbsolutePath),
        once,
        pacs,
        emulated(lineScript, line));
  }

  private static Optional<EmulatedLine> emulated(@Nullable Path script, @Nullable String spec) {
    if (spec == null) {
      return Optional.empty();
    }
    if (script == null) {
      throw new IllegalArgumentException("--line needs --line-script");
    }
    return Optional.of(new EmulatedLine(script.toAbsolutePath(), spec));
  }

  DemoOptions withData(Path directory) {
    return new DemoOptions(distribution, work, Optional.of(directory), once, pacs, line);
  }

  private static PacsKind peers(String name) {
    return switch (name) {
      case "lienvien" -> PacsKind.LIENVIEN;
      case "orthanc" -> PacsKind.ORTHANC;
      default -> throw new IllegalArgumentException("--peers is lienvien or orthanc");
    };
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }
}
