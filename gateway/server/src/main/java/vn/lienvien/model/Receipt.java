package vn.lienvien.model;

import java.time.Instant;

/**
 * The receiving site's word that a parcel is committed there.
 *
 * @param manifestDigest SHA-256 hex of the manifest bytes as sent
 */
public record Receipt(
    String parcelId,
    String manifestDigest,
    String receivingSiteId,
    Instant committedAt,
    SignedDocument document) {}
