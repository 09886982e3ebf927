package vn.lienvien.model;

import java.time.Instant;
import java.util.List;

/**
 * What one parcel holds and for whom; the unit the link delivers exactly once.
 *
 * @param parcelId {@code <caseId>-<kind>} in lower case: the same parcel made again after a crash
 *     has the same identity
 * @param envelope UTF-8 JSON that consult writes and reads (order, statement, ledger, …)
 */
public record ParcelManifest(
    String parcelId,
    ParcelKind kind,
    String caseId,
    String fromSiteId,
    String toSiteId,
    Priority priority,
    Instant createdAt,
    String envelope,
    List<ParcelObject> objects) {
  /** The same parcel with these objects. */
  public ParcelManifest with(List<ParcelObject> others) {
    return new ParcelManifest(
        parcelId, kind, caseId, fromSiteId, toSiteId, priority, createdAt, envelope, others);
  }
}
