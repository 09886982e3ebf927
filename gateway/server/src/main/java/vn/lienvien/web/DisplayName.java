package vn.lienvien.web;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A person name (PS3.5 6.2.1) as one string for reading: family name first, nothing guessed. */
final class DisplayName {
  private DisplayName() {}

  /**
   * @param personName {@code family^given^middle^prefix^suffix}, up to three representations by
   *     {@code =}; the first that is not empty is read
   */
  static String of(String personName) {
    String group =
        Arrays.stream(personName.split("=", -1))
            .filter(representation -> !representation.isBlank())
            .findFirst()
            .orElse("");
    return Arrays.stream(group.split("\\^", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
