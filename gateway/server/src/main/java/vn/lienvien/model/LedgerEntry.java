package vn.lienvien.model;

import java.time.Instant;

/**
 * One line of the ledger of Article 8(3): this object is stored at this place of this site.
 *
 * @param fileDigest SHA-256 hex of the file as the gateway keeps it; for a PACS, of the file that
 *     was handed to it
 * @param framesDigest SHA-256 hex over canonical decoded frames; empty for objects without pixels
 * @param evidence how it is known: {@code ARCHIVED}, {@code MOVED_FROM_PACS}, {@code RECEIPT},
 *     {@code C_FIND}, {@code C_GET} (fetched back and compared), {@code STORAGE_COMMITMENT}
 */
public record LedgerEntry(
    String caseId,
    String sopInstanceUID,
    CaseObject.Kind kind,
    String siteId,
    Place place,
    String fileDigest,
    String framesDigest,
    String evidence,
    Instant storedAt) {}
