package vn.lienvien.audit;

/**
 * Something a person or a site did that an auditor may ask about.
 *
 * @param actor user name, site id or AE title
 * @param subject case id or Study Instance UID; never a name
 * @param remote address it came from; empty for this process
 */
public record AuditEvent(
    String actor, Action action, String subject, Outcome outcome, String remote) {

  /** What was done. */
  public enum Action {
    LOGIN,
    LIST_CASES,
    VIEW_CASE,
    VIEW_STUDY,
    SEARCH_PACS,
    SEARCH_STUDIES,
    REQUEST_CONSULTATION,
    CHOOSE_STUDY,
    SIGN_RESULT,
    TAKE_CASE,
    HAND_OVER_CASE,
    RELEASE_CASE,
    DECLINE_CASE,
    WARN_OF_CRITICAL_FINDING,
    ACKNOWLEDGE_CRITICAL_FINDING,
    SIGN_ADDENDUM,
    REPORT_OUTCOME,
    TAKE_OVER_DRAFT,
    CHANGE_TEMPLATES,
    CHANGE_ACCOUNTS,
    CHANGE_WORK,
    FORWARD_STUDY,
    CHANGE_LINK_CAPS,
    JUDGE_QUARANTINE,
    STORE_OBJECTS,
    SEND_PARCEL,
    RECEIVE_PARCEL,
    START,
    STOP
  }

  /** How it ended. */
  public enum Outcome {
    SUCCESS,
    FAILURE
  }
}
