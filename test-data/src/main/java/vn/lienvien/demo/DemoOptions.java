package vn.lienvien.demo;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of {@code scripts/demo.sh}.
 *
 * @param data DICOM files to use instead of the phantom
 * @param once run unattended and exit
 */
record DemoOptions(Path distribution, Path work, Optional<Path> data, boolean once, PacsKind pacs) {

  static final String USAGE =
      "usage: demo.sh [--once] [--data DIR] [--work DIR] [--peers lienvien|orthanc]";

  /**
   * @throws IllegalArgumentException for an unknown option or a missing value
   */
  static DemoOptions parse(List<String> arguments) {
    Path distribution = null;
    Path work = null;
    Path data = null;
    boolean once = false;
    PacsKind pacs = PacsKind.LIENVIEN;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--once" -> once = true;
        case "--distribution" -> distribution = Path.of(value(option, rest));
        case "--work" -> work = Path.of(value(option, rest));
        case "--data" -> data = Path.of(value(option, rest));
        case "--peers" -> pacs = peers(value(option, rest));
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
        pacs);
  }

  DemoOptions withData(Path directory) {
    return new DemoOptions(distribution, work, Optional.of(directory), once, pacs);
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
