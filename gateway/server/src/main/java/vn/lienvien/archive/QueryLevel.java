package vn.lienvien.archive;

/** Levels of the query information models (PS3.4 C.6.1.1, C.6.2.1). */
public enum QueryLevel {
  PATIENT,
  STUDY,
  SERIES,
  IMAGE
}
