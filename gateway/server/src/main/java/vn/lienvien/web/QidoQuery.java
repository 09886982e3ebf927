package vn.lienvien.web;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import vn.lienvien.archive.KeyMatching;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.ElementDictionary;
import vn.lienvien.dicom.data.VR;

/**
 * The query of a QIDO-RS request (PS3.18 8.3.4, 10.6.1.2).
 *
 * @param keys what to match, as a C-FIND identifier would say it
 * @param names how names are compared
 * @param fields what to return besides what is always returned
 */
record QidoQuery(
    Attributes keys, KeyMatching.Names names, Set<Integer> fields, int offset, int limit) {
  private static final int MOST_RESULTS = 5000;
  private static final int MOST_DEPTH = 4;
  private static final Set<String> NOT_ATTRIBUTES =
      Set.of(
          "limit",
          "offset",
          "includefield",
          "fuzzymatching",
          "emptyvaluematching",
          "multiplevaluematching",
          "accept",
          "charset");

  static QidoQuery of(MultiMap parameters) {
    Attributes keys = new Attributes().useUnicode();
    Set<Integer> fields = new HashSet<>();
    for (Map.Entry<String, String> parameter : parameters) {
      if (parameter.getKey().equals("includefield")) {
        for (String field : parameter.getValue().split(",", -1)) {
          if (!field.equals("all")) { // all that the index has is returned anyway
            fields.add(path(field).getFirst());
          }
        }
      } else if (!NOT_ATTRIBUTES.contains(parameter.getKey())) {
        put(keys, path(parameter.getKey()), parameter.getValue());
      }
    }
    return new QidoQuery(
        keys,
        "true".equals(parameters.get("fuzzymatching"))
            ? KeyMatching.Names.FUZZY
            : KeyMatching.Names.LITERAL,
        Set.copyOf(fields),
        number(parameters, "offset", 0),
        Math.min(number(parameters, "limit", MOST_RESULTS), MOST_RESULTS));
  }

  /** The tags of an attribute path, such as {@code 00400275.00400009} or keywords. */
  private static List<Integer> path(String text) {
    List<Integer> tags = Arrays.stream(text.split("\\.", -1)).map(QidoQuery::tag).toList();
    if (tags.size() > MOST_DEPTH) {
      throw HttpFault.badRequest("attribute paths have at most " + MOST_DEPTH + " steps");
    }
    return tags;
  }

  private static int tag(String name) {
    if (name.matches("[0-9A-Fa-f]{8}")) {
      return Integer.parseUnsignedInt(name, 16);
    }
    OptionalInt tag = ElementDictionary.tagOf(name);
    return tag.orElseThrow(
        () -> HttpFault.badRequest("a query parameter names no attribute of PS3.6"));
  }

  private static void put(Attributes keys, List<Integer> path, String value) {
    int tag = path.getFirst();
    if (path.size() == 1) {
      if (keys.contains(tag)) {
        throw HttpFault.badRequest("an attribute is matched twice");
      }
      match(keys, tag, value);
      return;
    }
    Attributes item = keys.item(tag).orElseGet(() -> new Attributes().useUnicode());
    put(item, path.subList(1, path.size()), value);
    keys.setItems(tag, item);
  }

  /** UIDs may be a list, by comma in a URL or backslash as in C-FIND. */
  private static void match(Attributes keys, int tag, String value) {
    VR vr = ElementDictionary.vrOf(tag);
    if (vr == VR.SQ) {
      throw HttpFault.badRequest("a sequence is matched by the attributes of its items");
    }
    if (value.isEmpty()) {
      keys.setEmpty(tag);
      return;
    }
    try {
      keys.set(tag, vr, vr == VR.UI ? value.split("[,\\\\]") : new String[] {value});
    } catch (IllegalArgumentException unfit) {
      throw HttpFault.badRequest("a value does not fit its attribute");
    }
  }

  private static int number(MultiMap parameters, String name, int fallback) {
    String text = parameters.get(name);
    if (text == null) {
      return fallback;
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw HttpFault.badRequest(name + " is a whole number");
    }
    return Integer.parseInt(text);
  }
}
