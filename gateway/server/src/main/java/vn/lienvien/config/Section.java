package vn.lienvien.config;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One mapping of the file as it is being read. A key that is wrong is noted as a fault and reads as
 * a harmless value, so that reading goes on to the next fault. Keys that nobody asked for are
 * faults of {@link #done()}.
 */
final class Section {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*(KiB|MiB|GiB|TiB)?");

  private static final Pattern RATE =
      Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)\\s*([kKmMgG]bps)");

  private final YamlNode.Mapping mapping;
  private final String path;
  private final Faults faults;
  private final Set<String> asked = new LinkedHashSet<>();

  private Section(YamlNode.Mapping mapping, String path, Faults faults) {
    this.mapping = mapping;
    this.path = path;
    this.faults = faults;
  }

  static Section of(YamlNode node, String path, Faults faults) {
    if (node instanceof YamlNode.Mapping mapping) {
      return new Section(mapping, path, faults);
    }
    faults.add(node.line(), path, "must hold keys of its own");
    return new Section(new YamlNode.Mapping(Map.of(), node.line()), path, faults);
  }

  String text(String key) {
    return read(key, "", text -> text);
  }

  String text(String key, String fallback) {
    return has(key) ? text(key) : fallback;
  }

  /** A text of a certain form. */
  String text(String key, Pattern form, String expectation) {
    return read(key, "", text -> form.matcher(text).matches() ? text : reject(expectation));
  }

  /** A port to connect to, or with 0 for "any free one" to listen on. */
  int port(String key, int lowest) {
    return (int) number(key, lowest, 65535);
  }

  int port(String key, int lowest, int fallback) {
    return has(key) ? port(key, lowest) : fallback;
  }

  long number(String key, long lowest, long highest) {
    String expectation = "must be a number from %d to %d".formatted(lowest, highest);
    return read(
        key,
        lowest,
        text -> {
          long value = text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
          return value >= lowest && value <= highest ? value : reject(expectation);
        });
  }

  Duration duration(String key, Duration fallback) {
    return has(key) ? read(key, fallback, Section::parseDuration) : fallback;
  }

  /** A number of bytes, with KiB, MiB, GiB or TiB where that is easier to read. */
  long bytes(String key, long fallback) {
    return has(key) ? read(key, fallback, Section::parseSize) : fallback;
  }

  /** Bits a second, such as 500kbps or 2.5Mbps. */
  long bitsPerSecond(String key) {
    return read(key, 1L, Section::parseRate);
  }

  /** A time of day such as 07:00. */
  LocalTime time(String key, LocalTime fallback) {
    return has(key) ? read(key, fallback, Section::parseTime) : fallback;
  }

  boolean flag(String key, boolean fallback) {
    return has(key) ? read(key, fallback, Section::parseFlag) : fallback;
  }

  ZoneId zone(String key, ZoneId fallback) {
    return has(key) ? read(key, fallback, Section::parseZone) : fallback;
  }

  <E extends Enum<E>> E constant(String key, Class<E> type, E fallback) {
    return has(key) ? read(key, fallback, text -> parseConstant(text, type)) : fallback;
  }

  <E extends Enum<E>> List<E> constants(String key, Class<E> type) {
    List<E> values = new ArrayList<>();
    for (Item item : items(key)) {
      if (item.node() instanceof YamlNode.Scalar scalar) {
        parse(scalar, item.path(), text -> parseConstant(text, type)).ifPresent(values::add);
      } else {
        faults.add(item.node().line(), item.path(), "must be one word");
      }
    }
    return values;
  }

  Section required(String key) {
    return section(key)
        .orElseGet(() -> {
          faults.add(mapping.line(), pathOf(key), "is missing");
          return new Section(
              new YamlNode.Mapping(Map.of(), mapping.line()), pathOf(key), new Faults(""));
        });
  }

  Optional<Section> section(String key) {
    asked.add(key);
    return Optional.ofNullable(mapping.entries().get(key))
        .map(entry -> of(entry.value(), pathOf(key), faults));
  }

  List<Section> sections(String key) {
    return items(key).stream().map(item -> of(item.node(), item.path(), faults)).toList();
  }

  boolean has(String key) {
    asked.add(key);
    return mapping.entries().containsKey(key);
  }

  /** A fault that concerns the meaning of a key. */
  void fault(String key, String message) {
    YamlNode.Entry entry = mapping.entries().get(key);
    faults.add(entry == null ? mapping.line() : entry.line(), pathOf(key), message);
  }

  /** Every key that nobody asked for is a fault; a likely spelling is offered. */
  void done() {
    mapping
        .entries()
        .forEach((key, entry) -> {
          if (!asked.contains(key)) {
            String likely =
                NearestWord.of(key, asked).map(w -> "; did you mean " + w + "?").orElse("");
            faults.add(entry.line(), pathOf(key), "is not a known key" + likely);
          }
        });
  }

  private record Item(YamlNode node, String path) {}

  private List<Item> items(String key) {
    asked.add(key);
    YamlNode.Entry entry = mapping.entries().get(key);
    if (entry == null) {
      return List.of();
    }
    if (!(entry.value() instanceof YamlNode.Sequence sequence)) {
      fault(key, "must be a list");
      return List.of();
    }
    List<Item> items = new ArrayList<>();
    for (YamlNode node : sequence.items()) {
      items.add(new Item(node, pathOf(key) + "[" + items.size() + "]"));
    }
    return items;
  }

  private <T> T read(String key, T harmless, Function<String, T> parser) {
    asked.add(key);
    YamlNode.Entry entry = mapping.entries().get(key);
    if (entry == null) {
      fault(key, "is missing");
      return harmless;
    }
    if (!(entry.value() instanceof YamlNode.Scalar scalar)) {
      fault(key, "must be one value");
      return harmless;
    }
    if (scalar.text().isBlank()) {
      fault(key, "is empty");
      return harmless;
    }
    return parse(scalar, pathOf(key), parser).orElse(harmless);
  }

  private <T> Optional<T> parse(YamlNode.Scalar scalar, String at, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(scalar.text().strip()));
    } catch (Rejected e) {
      faults.add(scalar.line(), at, e.getMessage() + ", is \"" + scalar.text() + "\"");
      return Optional.empty();
    }
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static Duration parseDuration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return reject("must be a time such as 500ms, 30s, 5m, 4h or 2d");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static long parseSize(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return reject("must be a number of bytes such as 1073741824 or 1GiB");
    }
    String unit = matcher.group(2);
    int power = unit == null ? 0 : 1 + List.of("KiB", "MiB", "GiB", "TiB").indexOf(unit);
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power));
  }

  private static long parseRate(String text) {
    Matcher matcher = RATE.matcher(text);
    if (!matcher.matches()) {
      return reject("must be a rate such as 500kbps, 2.5Mbps or 1Gbps");
    }
    int power = List.of("kbps", "mbps", "gbps").indexOf(matcher.group(2).toLowerCase(Locale.ROOT));
    long rate =
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.TEN.pow(3 * (power + 1))).longValue();
    return rate < LinkCaps.SLOWEST ? reject("must be 8kbps at least") : rate;
  }

  private static LocalTime parseTime(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeParseException e) {
      return reject("must be a time of day such as 07:00");
    }
  }

  private static Boolean parseFlag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      return reject("must be true or false");
    }
    return text.equals("true");
  }

  private static ZoneId parseZone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      return reject("must be a zone such as Asia/Ho_Chi_Minh");
    }
  }

  private static <E extends Enum<E>> E parseConstant(String text, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    String words =
        String.join(
            ", ",
            java.util.Arrays.stream(type.getEnumConstants())
                .map(c -> c.name().toLowerCase(Locale.ROOT))
                .toList());
    return reject("must be one of " + words);
  }

  private static <T> T reject(String expectation) {
    throw new Rejected(expectation);
  }

  private static final class Rejected extends RuntimeException {
    Rejected(String expectation) {
      super(expectation);
    }
  }
}
