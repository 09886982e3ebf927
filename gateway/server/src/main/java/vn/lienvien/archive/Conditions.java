package vn.lienvien.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;

/** The WHERE clause of one query: every value is a bound parameter, never part of the text. */
final class Conditions {
  /** A comparison with a pattern of LIKE; without wildcards it is an equality. */
  record Like(String column, String pattern) {}

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
    oneOf(List.of(new Like(column, pattern)));
  }

  /** One of these ways must do. */
  void oneOf(List<Like> ways) {
    clauses.add(alternatives(ways));
  }

  void atLeast(String column, Object value) {
    clauses.add(column + " >= " + parameter(value));
  }

  void lessThan(String column, Object value) {
    clauses.add(column + " < " + parameter(value));
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

  /** The column is in a subquery that one of the ways restricts. */
  void inSubquery(String column, String subquery, List<Like> ways) {
    clauses.add(column + " IN (" + subquery + alternatives(ways) + ")");
  }

  String sql() {
    return clauses.isEmpty() ? "1 = 1" : String.join(" AND ", clauses);
  }

  <S extends SqlStatement<S>> S bind(S statement) {
    return statement.bindMap(values);
  }

  private String alternatives(List<Like> ways) {
    return ways.stream().map(this::alternative).collect(Collectors.joining(" OR ", "(", ")"));
  }

  private String alternative(Like way) {
    boolean literal = !way.pattern().matches(".*[%_!].*");
    return literal
        ? way.column() + " = " + parameter(way.pattern())
        : way.column() + " LIKE " + parameter(way.pattern()) + " ESCAPE '!'";
  }

  private String parameter(Object value) {
    String name = "c" + values.size();
    values.put(name, value);
    return ":" + name;
  }
}
