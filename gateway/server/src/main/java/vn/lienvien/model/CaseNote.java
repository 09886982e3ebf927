package vn.lienvien.model;

import java.time.Instant;

/**
 * Something that a person said or did about a case, kept with it for ever. What concerns the other
 * site travels there and is the same note at both.
 *
 * @param noteId a UUID, the same at both sites
 * @param siteId where it was written
 * @param author account name at that site
 * @param authorName as a person reads it
 * @param about the note that it answers, or the account that a case was handed to; else empty
 */
public record CaseNote(
    String noteId,
    String caseId,
    String siteId,
    Kind kind,
    String author,
    String authorName,
    String about,
    String text,
    Instant at) {

  /** What was said; each kind is written at one side only. */
  public enum Kind {
    /** A radiologist took the case. */
    ACCEPTED(CaseRole.CONSULTING),
    /** A radiologist gave the case to another one. */
    HANDED_OVER(CaseRole.CONSULTING),
    /** A radiologist put the case back on the list. */
    RELEASED(CaseRole.CONSULTING),
    /** The consulting site does not read the case; the text says why. */
    DECLINED(CaseRole.CONSULTING),
    /** Something the requesting doctor must know at once, before the result is signed. */
    CRITICAL_FINDING(CaseRole.CONSULTING),
    /** The requesting doctor has read the critical finding that the note is about. */
    CRITICAL_ACKNOWLEDGED(CaseRole.REQUESTING),
    /** Signed words after the signed result, which itself does not change. */
    ADDENDUM(CaseRole.CONSULTING),
    /** What became of the patient (Circular 49/2017/TT-BYT, Article 3(2)). */
    OUTCOME(CaseRole.REQUESTING);

    private final CaseRole writtenBy;

    Kind(CaseRole writtenBy) {
      this.writtenBy = writtenBy;
    }

    /** The side whose people write notes of this kind. */
    public CaseRole writtenBy() {
      return writtenBy;
    }
  }
}
