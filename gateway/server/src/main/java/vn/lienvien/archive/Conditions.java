package vn.lienvien.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;

/** The WHERE clause of one query: every value is a bound parameter, never part of the text. */
final class Conditions {
  private final List<String> clauses = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Text for LIKE in which no character is a wildcard; the escape character is '!'. */
  static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  void equal(String column, Object value) {
    clauses.add(column + " = " + parameter(value));
  }

  void like(String column, String pattern) {
    clauses.add(column + " LIKE " + parameter(pattern) + " ESCAPE '!'");
  }

  void atLeast(String column, String value) {
    clauses.add(column + " >= " + parameter(value));
  }

  void atMost(String column, String value) {
    clauses.add(column + " <= " + parameter(value));
  }

  /** One of the values; no condition when there are none. */
  void anyOf(String column, List<String> wanted) {
    if (!wanted.isEmpty()) {
      String list = String.join(", ", wanted.stream().map(this::parameter).toList());
      clauses.add(column + " IN (" + list + ")");
    }
  }

  String sql() {
    return clauses.isEmpty() ? "1 = 1" : String.join(" AND ", clauses);
  }

  <S extends SqlStatement<S>> S bind(S statement) {
    return statement.bindMap(values);
  }

  private String parameter(Object value) {
    String name = "c" + values.size();
    values.put(name, value);
    return ":" + name;
  }
}
