package vn.lienvien.archive;

/** Someone else moved the case since it was read: read it again and decide again. */
public final class CaseChangedException extends RuntimeException {
  CaseChangedException(String caseId, int seenRevision) {
    super("case %s has moved on from revision %d".formatted(caseId, seenRevision));
  }
}
