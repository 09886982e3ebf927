package vn.lienvien.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/**
 * Attribute matching of PS3.4 C.2.2.2 as conditions on the index. A key that is empty matches all;
 * keys of a lower level, sequences and attributes without a column do not restrict the answer.
 */
public final class KeyMatching {
  /** How names are compared (PS3.4 C.2.2.2.1); marks and case never count. */
  public enum Names {
    /** As a whole, or one component group of them, with wildcards. */
    LITERAL,
    /** Every word of the key begins a word of the name, in whatever order. */
    FUZZY
  }

  private static final Pattern RANGE = Pattern.compile("([^-]*)-([^-]*)");

  /** Sorts after every digit: an upper bound holds for all that begins with it. */
  private static final String TO_THE_END = "~";

  private KeyMatching() {}

  static Conditions conditions(QueryLevel level, Attributes keys, Names names) {
    Conditions conditions = new Conditions();
    IndexColumn.BY_TAG.forEach((tag, column) -> {
      List<String> values = valuesOf(keys, tag);
      if (!values.isEmpty() && isAtOrAbove(column, level)) {
        match(conditions, column, values, names);
      }
    });
    List<String> modalities = valuesOf(keys, Tag.ModalitiesInStudy);
    if (!modalities.isEmpty()) {
      conditions.inSubquery(
          "s.study_instance_uid",
          "SELECT m.study_instance_uid FROM series m WHERE ",
          anyText("m.modality", modalities));
    }
    return conditions;
  }

  private static List<String> valuesOf(Attributes keys, int tag) {
    return keys.strings(tag).stream().map(String::strip).filter(v -> !v.isEmpty()).toList();
  }

  /** The patient's attributes are columns of the study. */
  private static boolean isAtOrAbove(IndexColumn column, QueryLevel level) {
    QueryLevel joined = level == QueryLevel.PATIENT ? QueryLevel.STUDY : level;
    return column.level().compareTo(joined) <= 0;
  }

  private static void match(
      Conditions conditions, IndexColumn column, List<String> values, Names names) {
    switch (column.form()) {
      case UID -> conditions.anyOf(column.name(), values);
      case TEXT -> conditions.oneOf(anyText(column.name(), values));
      case NAME -> {
        if (names == Names.FUZZY) {
          words(conditions, column.name(), values.getFirst());
        } else {
          conditions.oneOf(name(column.name(), values.getFirst()));
        }
      }
      case DATE -> date(conditions, column.name(), values.getFirst());
      case TIME -> time(conditions, column.name(), values.getFirst());
    }
  }

  private static List<Conditions.Like> anyText(String column, List<String> values) {
    return values.stream().map(v -> new Conditions.Like(column, pattern(v))).toList();
  }

  /** A name matches when it does as a whole or in one of its component groups (PS3.5 6.2.1). */
  private static List<Conditions.Like> name(String column, String value) {
    String pattern = pattern(Folding.foldName(value));
    List<Conditions.Like> ways = new ArrayList<>();
    ways.add(new Conditions.Like(column, pattern));
    ways.add(new Conditions.Like(column, pattern + "=%"));
    ways.add(new Conditions.Like(column, "%=" + pattern));
    ways.add(new Conditions.Like(column, "%=" + pattern + "=%"));
    return ways;
  }

  private static void words(Conditions conditions, String column, String value) {
    for (String word : Folding.foldName(value.replace('=', ' ')).split(" ", -1)) {
      String pattern = pattern(word);
      conditions.oneOf(
          List.of(
              new Conditions.Like(column, pattern + "%"),
              new Conditions.Like(column, "% " + pattern + "%"),
              new Conditions.Like(column, "%=" + pattern + "%")));
    }
  }

  private static String pattern(String value) {
    return Conditions.escaped(value).replace('*', '%').replace('?', '_');
  }

  private static void date(Conditions conditions, String column, String value) {
    Matcher range = RANGE.matcher(value);
    if (range.matches()) {
      between(conditions, column, range.group(1), range.group(2));
    } else {
      conditions.equal(column, value);
    }
  }

  private static void time(Conditions conditions, String column, String value) {
    Matcher range = RANGE.matcher(value.replace(":", ""));
    if (range.matches()) {
      between(conditions, column, range.group(1), range.group(2));
    } else {
      conditions.like(column, Conditions.escaped(value.replace(":", "")) + "%");
    }
  }

  /** An object without a value is in no range. */
  private static void between(Conditions conditions, String column, String from, String to) {
    conditions.atLeast(column, from.isBlank() ? "0" : from.strip());
    if (!to.isBlank()) {
      conditions.atMost(column, to.strip() + TO_THE_END);
    }
  }
}
