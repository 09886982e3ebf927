package vn.lienvien.consult;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.LedgerEntry;
import vn.lienvien.model.Place;
import vn.lienvien.model.SignedDocument;

/**
 * The text that sites sign: which object of a case is stored where. A statement holds the places of
 * one site, the ledger of Article 8(3) those of both. Canonical: objects by UID, places by site and
 * place.
 *
 * @param sitesWithoutPacs sites that have no PACS, so that only their gateway is named
 */
public record LedgerBody(
    int version,
    String caseId,
    String studyInstanceUID,
    String requestingSiteId,
    String consultingSiteId,
    List<String> sitesWithoutPacs,
    List<StoredObject> objects) {
  static final int VERSION = 1;

  /** One SOP instance and every place that holds it. */
  public record StoredObject(
      String sopInstanceUID, CaseObject.Kind kind, List<StoredPlace> places) {
    /** The object at one place, if the body names it. */
    Optional<StoredPlace> at(String siteId, Place place) {
      return places.stream()
          .filter(p -> p.siteId().equals(siteId) && p.place() == place)
          .findFirst();
    }
  }

  /** One place; members as in {@link LedgerEntry}. */
  public record StoredPlace(
      String siteId,
      Place place,
      String fileDigest,
      String framesDigest,
      String evidence,
      Instant storedAt) {}

  static LedgerBody of(
      ConsultationCase consultation,
      Collection<LedgerEntry> entries,
      Collection<String> sitesWithoutPacs) {
    Map<String, List<LedgerEntry>> byObject = new TreeMap<>();
    for (LedgerEntry entry : entries) {
      byObject.computeIfAbsent(entry.sopInstanceUID(), uid -> new ArrayList<>()).add(entry);
    }
    return new LedgerBody(
        VERSION,
        consultation.caseId(),
        consultation.studyInstanceUID(),
        consultation.requestingSite().siteId(),
        consultation.consultingSite().siteId(),
        sitesWithoutPacs.stream().sorted().distinct().toList(),
        byObject.entrySet().stream().map(e -> object(e.getKey(), e.getValue())).toList());
  }

  private static StoredObject object(String sopInstanceUID, List<LedgerEntry> entries) {
    List<StoredPlace> places =
        entries.stream()
            .sorted(Comparator.comparing(LedgerEntry::siteId).thenComparing(LedgerEntry::place))
            .map(e ->
                new StoredPlace(
                    e.siteId(),
                    e.place(),
                    e.fileDigest(),
                    e.framesDigest(),
                    e.evidence(),
                    e.storedAt()))
            .toList();
    return new StoredObject(sopInstanceUID, entries.getFirst().kind(), places);
  }

  static LedgerBody read(String json) {
    LedgerBody body = Json.read(json, LedgerBody.class);
    if (body.version != VERSION) {
      throw new EnvelopeException("ledger of version " + body.version);
    }
    return body;
  }

  /** Every site that a case's statements and ledgers name as one without a PACS. */
  public static Set<String> sitesWithoutPacs(Collection<SignedDocument> documents) {
    Set<String> sites = new TreeSet<>();
    for (SignedDocument document : documents) {
      if (document.kind() != SignedDocument.Kind.RECEIPT) {
        try {
          sites.addAll(read(document.body()).sitesWithoutPacs());
        } catch (EnvelopeException e) {
          // Whoever accepts or shows the document says what is wrong with it; it names no site.
        }
      }
    }
    return sites;
  }

  String json() {
    return Json.write(this);
  }

  /** The lines of one site, as this gateway's ledger keeps them. */
  List<LedgerEntry> entriesOf(String siteId) {
    return objects.stream()
        .flatMap(object ->
            object.places().stream()
                .filter(place -> place.siteId().equals(siteId))
                .map(place ->
                    new LedgerEntry(
                        caseId,
                        object.sopInstanceUID(),
                        object.kind(),
                        siteId,
                        place.place(),
                        place.fileDigest(),
                        place.framesDigest(),
                        place.evidence(),
                        place.storedAt())))
        .toList();
  }

  /** Objects by UID. */
  Map<String, StoredObject> byUID() {
    Map<String, StoredObject> map = new LinkedHashMap<>();
    objects.forEach(object -> map.put(object.sopInstanceUID(), object));
    return map;
  }

  /** Whether this body is about the case. */
  boolean isOf(ConsultationCase consultation) {
    return caseId.equals(consultation.caseId())
        && studyInstanceUID.equals(consultation.studyInstanceUID())
        && requestingSiteId.equals(consultation.requestingSite().siteId())
        && consultingSiteId.equals(consultation.consultingSite().siteId());
  }
}
