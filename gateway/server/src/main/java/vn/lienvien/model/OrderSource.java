package vn.lienvien.model;

/** How a consultation was asked for. */
public enum OrderSource {
  /** ORM^O01 over MLLP. */
  HL7,
  /** A doctor picked the study in the web page. */
  WEB,
  /** A study was pushed to our AE title and a routing rule says that it is to be consulted. */
  PUSH
}
