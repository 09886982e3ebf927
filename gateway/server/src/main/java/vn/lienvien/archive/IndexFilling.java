package vn.lienvien.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import vn.lienvien.database.Row;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/** Attributes that are about a whole study or series, found once for all matches in it. */
final class IndexFilling {
  private static final int AT_ONCE = 100;

  private final Handle handle;
  private final List<Attributes> matches;

  IndexFilling(Handle handle, List<Attributes> matches) {
    this.handle = handle;
    this.matches = matches;
  }

  void fill(QueryLevel level, Attributes keys) {
    if (level == QueryLevel.PATIENT) {
      return;
    }
    distinct(keys, Tag.ModalitiesInStudy, "series", "modality");
    distinct(keys, Tag.SOPClassesInStudy, "instance", "sop_class_uid");
    if (level == QueryLevel.IMAGE) {
      count(keys, Tag.NumberOfStudyRelatedSeries, Tag.StudyInstanceUID, "series");
      count(keys, Tag.NumberOfStudyRelatedInstances, Tag.StudyInstanceUID, "instance");
      count(keys, Tag.NumberOfSeriesRelatedInstances, Tag.SeriesInstanceUID, "instance");
    }
  }

  private void distinct(Attributes keys, int tag, String table, String column) {
    if (!keys.contains(tag)) {
      return;
    }
    String sql =
        """
        SELECT DISTINCT study_instance_uid AS uid, %s AS found FROM %s
        WHERE study_instance_uid IN (<uids>)\
        """
            .formatted(column, table);
    Map<String, TreeSet<String>> values = new HashMap<>();
    for (List<String> some : parts(Tag.StudyInstanceUID)) {
      handle
          .createQuery(sql)
          .bindList("uids", some)
          .map(Row.to(row -> Map.entry(row.text("uid"), row.text("found"))))
          .forEach(e -> values.computeIfAbsent(e.getKey(), _ -> new TreeSet<>()).add(e.getValue()));
    }
    values.values().forEach(found -> found.remove(""));
    for (Attributes match : matches) {
      TreeSet<String> found = values.get(match.string(Tag.StudyInstanceUID, ""));
      if (found != null) {
        match.set(tag, found.toArray(String[]::new));
      }
    }
  }

  private void count(Attributes keys, int tag, int byTag, String table) {
    if (!keys.contains(tag)) {
      return;
    }
    String column = byTag == Tag.StudyInstanceUID ? "study_instance_uid" : "series_instance_uid";
    String sql =
        "SELECT %1$s AS uid, COUNT(*) AS counted FROM %2$s WHERE %1$s IN (<uids>) GROUP BY %1$s"
            .formatted(column, table);
    Map<String, Long> counts = new HashMap<>();
    for (List<String> some : parts(byTag)) {
      handle
          .createQuery(sql)
          .bindList("uids", some)
          .map(Row.to(row -> Map.entry(row.text("uid"), row.number("counted"))))
          .forEach(e -> counts.put(e.getKey(), e.getValue()));
    }
    for (Attributes match : matches) {
      Long counted = counts.get(match.string(byTag, ""));
      if (counted != null) {
        match.set(tag, Long.toString(counted));
      }
    }
  }

  private List<List<String>> parts(int tag) {
    List<String> uids = matches.stream().map(m -> m.string(tag, "")).distinct().toList();
    List<List<String>> parts = new ArrayList<>();
    for (int i = 0; i < uids.size(); i += AT_ONCE) {
      parts.add(uids.subList(i, Math.min(i + AT_ONCE, uids.size())));
    }
    return parts;
  }
}
