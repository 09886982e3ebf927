package vn.lienvien.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.LedgerEntry;
import vn.lienvien.model.Place;
import vn.lienvien.model.SignedDocument;

/**
 * The ledger of Article 8(3), as the API document's Ledger.
 *
 * @param sitesWithoutPacs sites of which only the gateway is a place, as far as is known by now
 */
record LedgerView(
    boolean closed,
    Set<String> sitesWithoutPacs,
    List<ObjectView> objects,
    List<DocumentView> documents) {

  record ObjectView(String sopInstanceUID, CaseObject.Kind kind, List<PlaceView> places) {}

  record PlaceView(
      String siteId,
      Place place,
      Instant storedAt,
      String fileDigest,
      String framesDigest,
      String evidence) {

    static PlaceView of(LedgerEntry entry) {
      return new PlaceView(
          entry.siteId(),
          entry.place(),
          entry.storedAt(),
          entry.fileDigest(),
          entry.framesDigest(),
          entry.evidence());
    }
  }

  record DocumentView(
      SignedDocument.Kind kind,
      String siteId,
      Instant signedAt,
      String signature,
      String certificate,
      String body,
      boolean valid) {

    static DocumentView of(SignedDocument document, boolean valid) {
      return new DocumentView(
          document.kind(),
          document.siteId(),
          document.signedAt(),
          document.signature(),
          document.certificate(),
          document.body(),
          valid);
    }
  }

  /** Every object of the case in the given order, also those that are nowhere yet. */
  static List<ObjectView> objects(List<CaseObject> objects, List<LedgerEntry> entries) {
    Map<String, ObjectView> views = new LinkedHashMap<>();
    for (CaseObject object : objects) {
      views.put(
          object.sopInstanceUID(),
          new ObjectView(object.sopInstanceUID(), object.kind(), new ArrayList<>()));
    }
    for (LedgerEntry entry : entries) {
      views
          .computeIfAbsent(
              entry.sopInstanceUID(), uid -> new ObjectView(uid, entry.kind(), new ArrayList<>()))
          .places()
          .add(PlaceView.of(entry));
    }
    return List.copyOf(views.values());
  }
}
