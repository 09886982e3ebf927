package vn.lienvien.config;

import java.util.List;
import java.util.Map;

/** A part of a YAML document that remembers its line (1-based). */
sealed interface YamlNode {
  int line();

  /** A scalar as it is written; nothing after the colon is the empty text. */
  record Scalar(String text, int line) implements YamlNode {}

  record Sequence(List<YamlNode> items, int line) implements YamlNode {}

  /** Keys in the order of the file. */
  record Mapping(Map<String, Entry> entries, int line) implements YamlNode {}

  /** A value and the line of its key. */
  record Entry(YamlNode value, int line) {}
}
