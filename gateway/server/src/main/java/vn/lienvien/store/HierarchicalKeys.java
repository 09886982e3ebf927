package vn.lienvien.store;

import java.util.List;
import java.util.Optional;
import vn.lienvien.archive.QueryLevel;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.net.Status;

/**
 * What an identifier of Query/Retrieve must hold without relational negotiation: a level that the
 * information model has, and one value for the unique key of each level above it (PS3.4 C.4.1.2.1,
 * C.4.2.2.1).
 */
final class HierarchicalKeys {
  private static final List<Integer> UNIQUE =
      List.of(Tag.PatientID, Tag.StudyInstanceUID, Tag.SeriesInstanceUID, Tag.SOPInstanceUID);
  private static final List<String> PATIENT_ROOT =
      List.of(
          UID.PatientRootQueryRetrieveInformationModelFind,
          UID.PatientRootQueryRetrieveInformationModelMove,
          UID.PatientRootQueryRetrieveInformationModelGet);

  private HierarchicalKeys() {}

  /** Why a C-FIND is refused; empty when it is not. */
  static Optional<Status> faultOfQuery(String sopClassUID, QueryLevel level, Attributes keys) {
    int top = PATIENT_ROOT.contains(sopClassUID) ? 0 : 1;
    if (level.ordinal() < top) {
      return refused("the study root has no patient level");
    }
    for (int above = top; above < level.ordinal(); above++) {
      if (!isSingle(keys, UNIQUE.get(above))) {
        return refused("the unique key of a level above is missing");
      }
    }
    return Optional.empty();
  }

  /**
   * Why a C-MOVE or C-GET is refused. An empty key would match everything there is, and so would a
   * wildcard: neither may ever mean "send all".
   */
  static Optional<Status> faultOfRetrieve(String sopClassUID, QueryLevel level, Attributes keys) {
    List<String> wanted = keys.strings(UNIQUE.get(level.ordinal()));
    if (wanted.isEmpty() || wanted.stream().anyMatch(HierarchicalKeys::isOpen)) {
      return refused("the level's unique key is missing");
    }
    if (level == QueryLevel.PATIENT && wanted.size() > 1) {
      return refused("one patient at a time");
    }
    return faultOfQuery(sopClassUID, level, keys);
  }

  private static boolean isSingle(Attributes keys, int tag) {
    List<String> values = keys.strings(tag);
    return values.size() == 1 && !isOpen(values.getFirst());
  }

  private static boolean isOpen(String value) {
    return value.isBlank() || value.contains("*") || value.contains("?");
  }

  private static Optional<Status> refused(String why) {
    return Optional.of(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS.withComment(why));
  }
}
