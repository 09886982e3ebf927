package vn.lienvien.model;

/** What became of an {@link Order}; HL7 answers AA, AA, AE and AR, HTTP 201, 200, 422 and 409. */
public sealed interface PlacementOutcome {
  /** A new case is committed. */
  record Placed(String caseId) implements PlacementOutcome {}

  /** The same message was placed before; its case goes on. */
  record AlreadyPlaced(String caseId) implements PlacementOutcome {}

  /** The order lacks something; {@code field} is the HL7 path, such as {@code PID-3}. */
  record Invalid(String field, String reason) implements PlacementOutcome {}

  /** The same message control ID came before with other content. */
  record Contradicts(String caseId, String reason) implements PlacementOutcome {}
}
