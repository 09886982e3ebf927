package vn.lienvien.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads YAML into nodes with lines; what is no YAML at all is one fault. */
final class YamlReader {
  private final JsonParser parser;
  private final Faults faults;

  private YamlReader(JsonParser parser, Faults faults) {
    this.parser = parser;
    this.faults = faults;
  }

  static YamlNode read(String text, Faults faults) {
    try (JsonParser parser = new YAMLFactory().createParser(text)) {
      if (parser.nextToken() == null) {
        return new YamlNode.Mapping(Map.of(), 1);
      }
      return new YamlReader(parser, faults).node("");
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      faults.add(line, "", "is not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
      return new YamlNode.Mapping(Map.of(), 1);
    } catch (IOException e) {
      throw new IllegalStateException("text in memory cannot fail to be read", e);
    }
  }

  private YamlNode node(String path) throws IOException {
    int line = line();
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(path, line);
      case START_ARRAY -> sequence(path, line);
      case VALUE_NULL -> new YamlNode.Scalar("", line);
      default -> new YamlNode.Scalar(parser.getText(), line);
    };
  }

  private YamlNode mapping(String path, int line) throws IOException {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = line();
      parser.nextToken();
      String inner = path.isEmpty() ? key : path + "." + key;
      YamlNode.Entry before = entries.put(key, new YamlNode.Entry(node(inner), keyLine));
      if (before != null) {
        faults.add(keyLine, inner, "is given twice, first on line " + before.line());
      }
    }
    return new YamlNode.Mapping(entries, line);
  }

  private YamlNode sequence(String path, int line) throws IOException {
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(path + "[" + items.size() + "]"));
    }
    return new YamlNode.Sequence(items, line);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
