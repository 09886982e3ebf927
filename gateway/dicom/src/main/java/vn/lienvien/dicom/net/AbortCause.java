package vn.lienvien.dicom.net;

/** Source and reason of an A-ABORT (PS3.8 9.3.8). */
public record AbortCause(int source, int reason) {
  public static final AbortCause SERVICE_USER = new AbortCause(0, 0);
  public static final AbortCause NOT_SPECIFIED = new AbortCause(2, 0);
  public static final AbortCause UNRECOGNIZED_PDU = new AbortCause(2, 1);
  public static final AbortCause UNEXPECTED_PDU = new AbortCause(2, 2);
  public static final AbortCause UNRECOGNIZED_PARAMETER = new AbortCause(2, 4);
  public static final AbortCause UNEXPECTED_PARAMETER = new AbortCause(2, 5);
  public static final AbortCause INVALID_PARAMETER_VALUE = new AbortCause(2, 6);

  /** The meaning in words. */
  public String meaning() {
    if (source == 0) {
      return "the application on the other side gave up";
    }
    return switch (reason) {
      case 1 -> "unrecognised PDU";
      case 2 -> "unexpected PDU";
      case 4 -> "unrecognised PDU parameter";
      case 5 -> "unexpected PDU parameter";
      case 6 -> "invalid PDU parameter value";
      default -> "no reason given";
    };
  }
}
