package vn.lienvien.model;

/** Which side of a consultation this site is (Circular 49/2017/TT-BYT, Articles 3 and 8). */
public enum CaseRole {
  /** Bên xin hội chẩn: asked for the reading, owns the patient and the decision. */
  REQUESTING,
  /** Bên tư vấn: reads and signs. */
  CONSULTING
}
