package vn.lienvien.dicom.data;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The registry of PS3.6 annex A, read once from {@code uids.tsv}; immutable. */
final class UIDRegistry {
  /**
   * One line of the table.
   *
   * @param type such as {@code Transfer Syntax} or {@code SOP Class}
   */
  record Entry(String uid, String type, String keyword, String name, boolean isRetired) {}

  private static final Map<String, Entry> ENTRIES = read();

  private UIDRegistry() {}

  static Map<String, Entry> entries() {
    return ENTRIES;
  }

  static String nameOf(String uid) {
    return Optional.ofNullable(ENTRIES.get(uid)).map(Entry::name).orElse(uid);
  }

  private static Map<String, Entry> read() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (String[] row : TableResource.rows("uids.tsv")) {
      entries.put(row[0], new Entry(row[0], row[1], row[2], row[3], !row[4].isEmpty()));
    }
    return entries;
  }
}
