package vn.lienvien.model;

import java.time.Instant;
import java.util.Optional;

/**
 * The radiologist's reading of a case: a draft until signed, immutable after.
 *
 * @param revision counts saves; a save names the revision it saw
 */
public record ReadingResult(
    String caseId,
    String description,
    String conclusion,
    String recommendation,
    String author,
    String authorName,
    int revision,
    Instant savedAt,
    Optional<Instant> signedAt) {}
