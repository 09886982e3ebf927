package vn.lienvien.dicom.net;

/** The services on a single SOP instance (PS3.7 10.1). */
public enum NormalizedOperation {
  EVENT_REPORT(CommandField.N_EVENT_REPORT_RQ, false),
  GET(CommandField.N_GET_RQ, true),
  SET(CommandField.N_SET_RQ, true),
  ACTION(CommandField.N_ACTION_RQ, true),
  CREATE(CommandField.N_CREATE_RQ, false),
  DELETE(CommandField.N_DELETE_RQ, true);

  private final int commandField;
  private final boolean requested;

  NormalizedOperation(int commandField, boolean requested) {
    this.commandField = commandField;
    this.requested = requested;
  }

  int commandField() {
    return commandField;
  }

  /** Class and instance are "requested" in the command; else "affected". */
  boolean isRequested() {
    return requested;
  }
}
