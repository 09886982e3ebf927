package vn.lienvien.archive;

/** In which order a list shows its cases; the case id makes each order total. */
public enum CaseOrder {
  /**
   * What a critical finding was said of and nobody has acknowledged, then what waits for an answer,
   * the most urgent and the soonest due on top; the answered ones after, the latest first.
   */
  READING(
      """
      CASE WHEN n.open_findings > 0 THEN 0 WHEN %1$s THEN 2 ELSE 1 END,
      CASE WHEN %1$s THEN 0 ELSE c.priority END,
      CASE WHEN %1$s THEN c.updated_at END DESC,
      c.deadline\
      """
          .formatted(CaseOrder.ANSWERED)),
  DEADLINE("c.deadline"),
  NEWEST("c.created_at DESC"),
  OLDEST("c.created_at"),
  /** By the folded name, so that Đ stands with D. */
  PATIENT("c.search_text"),
  STATE("c.state, c.priority, c.deadline");

  private static final String ANSWERED =
      "c.state IN ('SIGNED', 'RETURNING', 'SEALING', 'AWAITING_COUNTERSIGNATURE', 'CLOSED',"
          + " 'DECLINED')";

  private final String sql;

  CaseOrder(String sql) {
    this.sql = sql;
  }

  String sql() {
    return sql + ", c.case_id";
  }
}
