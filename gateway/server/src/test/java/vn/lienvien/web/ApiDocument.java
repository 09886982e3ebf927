package vn.lienvien.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI document, and whether an answer is what it promises. */
final class ApiDocument {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private final JsonNode root;

  ApiDocument() throws IOException {
    try (InputStream in = ApiDocument.class.getResourceAsStream("/openapi.json")) {
      root = MAPPER.readTree(in);
    }
  }

  /** {@code GET /api/site} and so on. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    root.get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method ->
                    operations.add(
                        method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
    return operations;
  }

  List<String> errorCodes() {
    List<String> codes = new ArrayList<>();
    schemaNamed("ErrorCode").get("enum").forEach(code -> codes.add(code.asText()));
    return codes;
  }

  /** Reads an answer and holds it to the named schema, member by member. */
  JsonNode require(String schema, String json) throws IOException {
    JsonNode value = MAPPER.readTree(json);
    List<String> faults = new ArrayList<>();
    check("$", schemaNamed(schema), value, faults);
    assertThat(faults).as(schema + " " + json).isEmpty();
    return value;
  }

  private JsonNode schemaNamed(String name) {
    return root.at("/components/schemas/" + name);
  }

  private void check(String at, JsonNode schema, JsonNode value, List<String> faults) {
    if (schema.has("$ref")) {
      String ref = schema.get("$ref").asText();
      check(at, schemaNamed(ref.substring(ref.lastIndexOf('/') + 1)), value, faults);
      return;
    }
    if (schema.has("oneOf")) {
      if (!value.isNull()) {
        check(at, schema.get("oneOf").get(0), value, faults);
      }
      return;
    }
    if (!typeFits(schema.get("type"), value)) {
      faults.add(at + " is " + value.getNodeType());
      return;
    }
    if (schema.has("enum")
        && !value.isNull()
        && !schema.get("enum").toString().contains(value.toString())) {
      faults.add(at + " has no value " + value);
    }
    if (value.isArray() && schema.has("items")) {
      value.forEach(item -> check(at + "[]", schema.get("items"), item, faults));
    }
    if (value.isObject() && schema.has("properties")) {
      checkMembers(at, schema, value, faults);
    }
  }

  private void checkMembers(String at, JsonNode schema, JsonNode value, List<String> faults) {
    schema
        .get("required")
        .forEach(name -> {
          if (!value.has(name.asText())) {
            faults.add(at + " lacks " + name.asText());
          }
        });
    value
        .properties()
        .forEach(member -> {
          JsonNode known = schema.get("properties").get(member.getKey());
          if (known == null) {
            faults.add(at + " has unknown member " + member.getKey());
          } else {
            check(at + "." + member.getKey(), known, member.getValue(), faults);
          }
        });
  }

  private static boolean typeFits(JsonNode type, JsonNode value) {
    String actual =
        switch (value.getNodeType()) {
          case OBJECT -> "object";
          case ARRAY -> "array";
          case STRING -> "string";
          case BOOLEAN -> "boolean";
          case NULL -> "null";
          case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
          default -> "nothing";
        };
    return type.toString().contains("\"" + actual + "\"");
  }
}
