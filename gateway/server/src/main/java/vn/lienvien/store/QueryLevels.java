package vn.lienvien.store;

import java.util.Arrays;
import java.util.Optional;
import vn.lienvien.archive.QueryLevel;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/** (0008,0052) of an identifier. */
final class QueryLevels {
  private QueryLevels() {}

  static Optional<QueryLevel> of(Attributes identifier) {
    String text = identifier.string(Tag.QueryRetrieveLevel, "").strip();
    return Arrays.stream(QueryLevel.values())
        .filter(level -> level.name().equals(text))
        .findFirst();
  }
}
