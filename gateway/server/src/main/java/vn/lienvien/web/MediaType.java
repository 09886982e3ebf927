package vn.lienvien.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A media type or range with its parameters (RFC 9110 8.3.1, PS3.18 8.7.2).
 *
 * @param name {@code type/subtype} in lower case; either may be {@code *} in a range
 * @param parameters names in lower case, values as written without quotes
 */
record MediaType(String name, Map<String, String> parameters) {

  Optional<String> parameter(String key) {
    return Optional.ofNullable(parameters.get(key));
  }

  /** The q of an Accept header, 1 where none or no number is given. */
  double quality() {
    try {
      return Double.parseDouble(parameters.getOrDefault("q", "1"));
    } catch (NumberFormatException unreadable) {
      return 1;
    }
  }

  /** Whether this range takes in the type, such as {@code image/*} for {@code image/png}. */
  boolean includes(String type) {
    return name.equals("*/*")
        || name.equals(type)
        || (name.endsWith("/*") && type.startsWith(name.substring(0, name.length() - 1)));
  }

  static MediaType parse(String text) {
    List<String> pieces = split(text, ';');
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String piece : pieces.subList(1, pieces.size())) {
      int equals = piece.indexOf('=');
      if (equals > 0) {
        parameters.putIfAbsent(
            piece.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            unquoted(piece.substring(equals + 1).strip()));
      }
    }
    return new MediaType(pieces.getFirst().strip().toLowerCase(Locale.ROOT), parameters);
  }

  /** The ranges of an Accept header, most wanted first; those with q=0 are left out. */
  static List<MediaType> parseAccept(String header) {
    return split(header, ',').stream()
        .filter(piece -> !piece.isBlank())
        .map(MediaType::parse)
        .filter(range -> range.quality() > 0)
        .sorted((a, b) -> Double.compare(b.quality(), a.quality()))
        .toList();
  }

  private static List<String> split(String text, char separator) {
    List<String> pieces = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        pieces.add(text.substring(start, i));
        start = i + 1;
      }
    }
    pieces.add(text.substring(start));
    return pieces;
  }

  private static String unquoted(String value) {
    return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }
}
