package vn.lienvien.model;

import java.time.Instant;

/**
 * One consultation as this site knows it.
 *
 * @param caseId UUID text, the same at both sites, made by the requesting site
 * @param studyInstanceUID empty until the PACS has answered
 * @param reason why the case is in this state, in words an operator can act on; no patient data
 * @param deadline when the case is late (its priority's promise)
 * @param revision number of state changes, for optimistic locking
 */
public record ConsultationCase(
    String caseId,
    CaseRole role,
    Site requestingSite,
    Site consultingSite,
    Order order,
    String studyInstanceUID,
    CaseState state,
    String reason,
    Instant createdAt,
    Instant updatedAt,
    Instant deadline,
    int revision) {

  /** The site at the other end of the link. */
  public Site peer() {
    return role == CaseRole.REQUESTING ? consultingSite : requestingSite;
  }

  /** This site. */
  public Site self() {
    return role == CaseRole.REQUESTING ? requestingSite : consultingSite;
  }

  /** The same case in the next state; revision and time are set by the repository. */
  public ConsultationCase in(CaseState next, String why) {
    return new ConsultationCase(
        caseId,
        role,
        requestingSite,
        consultingSite,
        order,
        studyInstanceUID,
        next,
        why,
        createdAt,
        updatedAt,
        deadline,
        revision);
  }

  /** The same case, now that its study is known. */
  public ConsultationCase withStudy(String uid) {
    return new ConsultationCase(
        caseId,
        role,
        requestingSite,
        consultingSite,
        order,
        uid,
        state,
        reason,
        createdAt,
        updatedAt,
        deadline,
        revision);
  }
}
