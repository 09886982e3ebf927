package vn.lienvien.archive;

import java.util.List;
import java.util.stream.IntStream;
import vn.lienvien.database.Database;
import vn.lienvien.database.Row;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/**
 * Answers the queries of C-FIND (PS3.4 C.4.1) and QIDO-RS (PS3.18 10.6) out of the database, never
 * out of files. Keys of higher levels may be given at any level (relational queries). Thread-safe.
 */
public final class Index {
  private final Database database;

  public Index(Database database) {
    this.database = database;
  }

  /**
   * The matches in a stable order. Each holds every key that was given, empty where it is unknown,
   * the unique keys down to the level, and (0008,0005).
   *
   * @param limit how many at most; {@code Integer.MAX_VALUE} for all
   */
  public List<Attributes> query(QueryLevel level, Attributes keys, int offset, int limit) {
    return query(level, keys, KeyMatching.Names.LITERAL, offset, limit);
  }

  /** As above; names may be asked for as people remember them. */
  public List<Attributes> query(
      QueryLevel level, Attributes keys, KeyMatching.Names names, int offset, int limit) {
    Conditions conditions = KeyMatching.conditions(level, keys, names);
    String sql = IndexQuery.select(level, keys, conditions.sql()) + " LIMIT :limit OFFSET :offset";
    return database.read(handle -> {
      List<Attributes> matches =
          conditions
              .bind(handle.createQuery(sql))
              .bind("limit", limit)
              .bind("offset", offset)
              .map(Row.to(row -> match(row, level, keys)))
              .list();
      new IndexFilling(handle, matches).fill(level, keys);
      return matches;
    });
  }

  /** The other studies of a study's patient, the latest first. */
  public List<PriorStudy> priors(String studyInstanceUID) {
    return database.read(handle -> PriorStudies.of(handle, studyInstanceUID));
  }

  private static Attributes match(Row row, QueryLevel level, Attributes keys) {
    Attributes header = HeaderBytes.toAttributes(row.bytes("header"));
    int[] wanted =
        IntStream.concat(IntStream.of(keys.tags()), IntStream.of(uniqueKeys(level)))
            .filter(tag -> LevelAttributes.belong(tag, level) && header.contains(tag))
            .toArray();
    Attributes match = header.subset(wanted);
    for (int tag : keys.tags()) {
      if (!match.contains(tag) && tag >>> 16 != 0 && tag != Tag.SpecificCharacterSet) {
        match.setEmpty(tag);
      }
    }
    for (int tag : IndexQuery.counts(level)) {
      if (keys.contains(tag)) {
        match.set(tag, Long.toString(row.number(IndexQuery.columnOf(tag))));
      }
    }
    if (level == QueryLevel.IMAGE && keys.contains(Tag.AvailableTransferSyntaxUID)) {
      match.set(Tag.AvailableTransferSyntaxUID, row.text("transfer_syntax_uid"));
    }
    keys.string(Tag.QueryRetrieveLevel).ifPresent(l -> match.set(Tag.QueryRetrieveLevel, l));
    return match.useUnicode();
  }

  private static int[] uniqueKeys(QueryLevel level) {
    return switch (level) {
      case PATIENT -> new int[] {Tag.PatientID, Tag.IssuerOfPatientID};
      case STUDY -> new int[] {Tag.StudyInstanceUID};
      case SERIES -> new int[] {Tag.StudyInstanceUID, Tag.SeriesInstanceUID};
      case IMAGE ->
          new int[] {
            Tag.StudyInstanceUID, Tag.SeriesInstanceUID, Tag.SOPInstanceUID, Tag.SOPClassUID
          };
    };
  }
}
