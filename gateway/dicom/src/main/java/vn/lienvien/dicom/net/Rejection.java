package vn.lienvien.dicom.net;

/** Result, source and reason of an A-ASSOCIATE-RJ (PS3.8 9.3.4), with what to do about it. */
public record Rejection(int result, int source, int reason) {
  public static final Rejection NO_REASON = new Rejection(1, 1, 1);
  public static final Rejection APPLICATION_CONTEXT_NOT_SUPPORTED = new Rejection(1, 1, 2);
  public static final Rejection CALLING_AE_TITLE_NOT_RECOGNIZED = new Rejection(1, 1, 3);
  public static final Rejection CALLED_AE_TITLE_NOT_RECOGNIZED = new Rejection(1, 1, 7);
  public static final Rejection PROTOCOL_VERSION_NOT_SUPPORTED = new Rejection(1, 2, 2);
  public static final Rejection TEMPORARY_CONGESTION = new Rejection(2, 3, 1);
  public static final Rejection LOCAL_LIMIT_EXCEEDED = new Rejection(2, 3, 2);

  /** Whether the same request may succeed later. */
  public boolean isTransient() {
    return result == 2;
  }

  /** Who rejected and for how long, with the three numbers of the PDU. */
  @Override
  public String toString() {
    String who =
        switch (source) {
          case 1 -> "the application";
          case 2 -> "the association service";
          case 3 -> "the presentation service";
          default -> "an unknown source";
        };
    String howLong = isTransient() ? "for now" : "for good";
    return "%s by %s (result %d, source %d, reason %d)"
        .formatted(howLong, who, result, source, reason);
  }

  /** One sentence for the person who set the two systems up. */
  public String advice() {
    return switch (source * 16 + reason) {
      case 0x12 -> "application context not supported: the other side is not a DICOM application";
      case 0x13 ->
          "calling AE title not recognised: check our AE title, host and port in the other side's"
              + " list of known nodes";
      case 0x17 ->
          "called AE title not recognised: check the AE title we use for the other side, including"
              + " upper and lower case";
      case 0x22 -> "protocol version not supported: the other side speaks another DICOM protocol";
      case 0x31 -> "temporary congestion: the other side is busy, try again later";
      case 0x32 ->
          "local limit exceeded: the other side has too many associations open, try again later or"
              + " raise its limit";
      default ->
          isTransient()
              ? "rejected for now without a reason: try again later"
              : "rejected without a reason: look into the other side's log, often our AE title or"
                  + " address is not in its list of known nodes";
    };
  }
}
