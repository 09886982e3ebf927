package vn.lienvien.outbox;

import java.time.Instant;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.Priority;

/**
 * An undelivered parcel without its objects, for queues that may be long.
 *
 * @param sizeBytes the files of its objects together
 */
public record ParcelHead(
    String parcelId,
    ParcelKind kind,
    String toSiteId,
    Priority priority,
    Instant createdAt,
    long sizeBytes) {}
