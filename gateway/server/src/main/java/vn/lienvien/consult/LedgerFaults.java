package vn.lienvien.consult;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.lienvien.consult.LedgerBody.StoredObject;
import vn.lienvien.consult.LedgerBody.StoredPlace;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.Place;

/**
 * What a common ledger must say to be complete and free of contradiction: every object at the four
 * places, the same file in both gateways, the same frames everywhere. Pure.
 */
final class LedgerFaults {
  private LedgerFaults() {}

  /** Made once the ledger is signed, so not named by it. */
  private static final Set<CaseObject.Kind> AFTERWARDS =
      EnumSet.of(CaseObject.Kind.ADDENDUM_SR, CaseObject.Kind.ADDENDUM_PDF);

  /** Made where the reader has put something on the images. */
  private static final Set<CaseObject.Kind> IF_ANY =
      EnumSet.of(
          CaseObject.Kind.MEASUREMENTS, CaseObject.Kind.KEY_IMAGES, CaseObject.Kind.PRESENTATION);

  private static final Set<CaseObject.Kind> SEVERAL =
      EnumSet.of(CaseObject.Kind.IMAGE, CaseObject.Kind.PRESENTATION);

  static List<String> of(LedgerBody body) {
    List<String> faults = new ArrayList<>();
    Map<CaseObject.Kind, Integer> kinds = new EnumMap<>(CaseObject.Kind.class);
    for (StoredObject object : body.objects()) {
      kinds.merge(object.kind(), 1, Integer::sum);
      addPlaceFaults(body, object, faults);
      addDigestFaults(body, object, faults);
    }
    for (CaseObject.Kind kind : CaseObject.Kind.values()) {
      int count = kinds.getOrDefault(kind, 0);
      int most = AFTERWARDS.contains(kind) ? 0 : 1;
      int least = IF_ANY.contains(kind) ? 0 : most;
      if (count < least || (count > most && !SEVERAL.contains(kind))) {
        faults.add("the case has %d objects of kind %s".formatted(count, kind));
      }
    }
    if (body.byUID().size() != body.objects().size()) {
      faults.add("an object is named twice");
    }
    return faults;
  }

  private static void addPlaceFaults(LedgerBody body, StoredObject object, List<String> faults) {
    for (String siteId : List.of(body.requestingSiteId(), body.consultingSiteId())) {
      for (Place place : Place.values()) {
        boolean excused = place == Place.PACS && body.sitesWithoutPacs().contains(siteId);
        if (!excused && object.at(siteId, place).isEmpty()) {
          faults.add(
              "%s is not stored at the %s of site %s"
                  .formatted(object.sopInstanceUID(), place, siteId));
        }
      }
    }
  }

  private static void addDigestFaults(LedgerBody body, StoredObject object, List<String> faults) {
    long files =
        Stream.of(body.requestingSiteId(), body.consultingSiteId())
            .map(siteId -> object.at(siteId, Place.GATEWAY))
            .flatMap(Optional::stream)
            .map(StoredPlace::fileDigest)
            .distinct()
            .count();
    if (files > 1) {
      faults.add(object.sopInstanceUID() + " is not the same file in both gateways");
    }
    if (object.places().stream().map(StoredPlace::framesDigest).distinct().count() > 1) {
      faults.add(object.sopInstanceUID() + " has not the same frames everywhere");
    }
    if (object.places().stream().anyMatch(place -> place.fileDigest().isEmpty())) {
      faults.add(object.sopInstanceUID() + " lacks the digest of a file");
    }
  }
}
