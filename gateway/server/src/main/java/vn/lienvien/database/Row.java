package vn.lienvien.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultSetException;
import org.jspecify.annotations.Nullable;

/** One row of a result by column name; an absent text is the empty string. */
public final class Row {
  private final ResultSet result;

  private Row(ResultSet result) {
    this.result = result;
  }

  /** A jdbi mapper that reads rows with the given function. */
  public static <T> RowMapper<T> to(Function<Row, T> reader) {
    return (result, context) -> reader.apply(new Row(result));
  }

  public String text(String column) {
    String value = cell(() -> result.getString(column), column);
    return value == null ? "" : value;
  }

  public long number(String column) {
    Long value = cell(() -> result.getLong(column), column);
    return value == null ? 0 : value;
  }

  /** The bytes of a binary column; none when it is null. */
  public byte[] bytes(String column) {
    byte[] value = cell(() -> result.getBytes(column), column);
    return value == null ? new byte[0] : value;
  }

  public int integer(String column) {
    return Math.toIntExact(number(column));
  }

  public <E extends Enum<E>> E constant(String column, Class<E> type) {
    return Enum.valueOf(type, text(column));
  }

  public Instant instant(String column) {
    return instantIfAny(column)
        .orElseThrow(() -> new IllegalStateException("column " + column + " is null"));
  }

  public Optional<Instant> instantIfAny(String column) {
    return Optional.ofNullable(cell(() -> result.getObject(column, OffsetDateTime.class), column))
        .map(OffsetDateTime::toInstant);
  }

  public Optional<LocalDate> dateIfAny(String column) {
    return Optional.ofNullable(cell(() -> result.getObject(column, LocalDate.class), column));
  }

  private interface Getter<T> {
    @Nullable T get() throws SQLException;
  }

  private static <T> @Nullable T cell(Getter<T> getter, String column) {
    try {
      return getter.get();
    } catch (SQLException e) {
      throw new ResultSetException("cannot read column " + column, e, null);
    }
  }
}
