package vn.lienvien.web;

/** Ends a request with an error answer; the message is English and holds no patient data. */
final class HttpFault extends RuntimeException {
  private final ErrorCode code;

  HttpFault(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  static HttpFault notFound(String what) {
    return new HttpFault(ErrorCode.NOT_FOUND, "there is no such " + what);
  }

  static HttpFault badRequest(String why) {
    return new HttpFault(ErrorCode.BAD_REQUEST, why);
  }

  ErrorCode code() {
    return code;
  }

  String reason() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
