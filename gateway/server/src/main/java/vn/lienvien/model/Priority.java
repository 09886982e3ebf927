package vn.lienvien.model;

/** Urgency of a case and of its parcels, most urgent first (HL7 v2.5.1 table 0485: S, A, R). */
public enum Priority {
  STAT,
  URGENT,
  ROUTINE
}
