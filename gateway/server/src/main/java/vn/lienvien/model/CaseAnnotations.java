package vn.lienvien.model;

import java.time.Instant;

/**
 * What the reader has put on the images of a case: one JSON text, read by {@code consult}.
 *
 * @param revision 0 before the first save
 */
public record CaseAnnotations(String caseId, String body, int revision, Instant savedAt) {}
