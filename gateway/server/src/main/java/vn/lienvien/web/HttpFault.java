package vn.lienvien.web;

/** Ends a request with an error answer; the message is English and holds no patient data. */
final class HttpFault extends RuntimeException {
  private final ErrorCode code;
  private final long retryAfterSeconds;

  HttpFault(ErrorCode code, String message) {
    this(code, message, 0);
  }

  private HttpFault(ErrorCode code, String message, long retryAfterSeconds) {
    super(message, null, false, false);
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  static HttpFault tooManyAttempts(long retryAfterSeconds) {
    return new HttpFault(
        ErrorCode.TOO_MANY_ATTEMPTS, "wait before you try again", retryAfterSeconds);
  }

  static HttpFault notFound(String what) {
    return new HttpFault(ErrorCode.NOT_FOUND, "there is no such " + what);
  }

  static HttpFault badRequest(String why) {
    return new HttpFault(ErrorCode.BAD_REQUEST, why);
  }

  /** For Retry-After; 0 for none. */
  long retryAfterSeconds() {
    return retryAfterSeconds;
  }

  ErrorCode code() {
    return code;
  }

  String reason() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
