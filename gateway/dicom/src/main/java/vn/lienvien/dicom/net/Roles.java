package vn.lienvien.dicom.net;

/** Roles the requestor proposes for itself in one SOP class (PS3.7 D.3.3.4). */
public enum Roles {
  /** The default: requestor SCU, acceptor SCP; no role selection item is sent. */
  SCU(true, false),
  /** The requestor serves: C-GET's storage, N-EVENT-REPORT on a new association. */
  SCP(false, true),
  BOTH(true, true);

  private final boolean scu;
  private final boolean scp;

  Roles(boolean scu, boolean scp) {
    this.scu = scu;
    this.scp = scp;
  }

  boolean scu() {
    return scu;
  }

  boolean scp() {
    return scp;
  }
}
