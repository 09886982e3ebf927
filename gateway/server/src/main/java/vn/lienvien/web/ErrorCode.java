package vn.lienvien.web;

/** The codes of {@code {error:{code,message}}}, each with the HTTP status that carries it. */
enum ErrorCode {
  BAD_REQUEST(400),
  INVALID_FIELD(400),
  NOT_AUTHENTICATED(401),
  BAD_CREDENTIALS(401),
  FORBIDDEN(403),
  CSRF_HEADER_MISSING(403),
  NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  NOT_ACCEPTABLE(406),
  TIMED_OUT(408),
  DRAFT_CHANGED(409),
  ALREADY_SIGNED(409),
  WRONG_STATE(409),
  CASE_TAKEN(409),
  DRAFT_LOCKED(409),
  TEMPLATES_CHANGED(409),
  CASE_EXISTS(409),
  PACS_NOT_CONFIGURED(409),
  BODY_TOO_LARGE(413),
  URI_TOO_LONG(414),
  UNSUPPORTED_MEDIA_TYPE(415),
  CONCLUSION_EMPTY(422),
  UNKNOWN_CONSULTING_SITE(422),
  TOO_MANY_ATTEMPTS(429),
  INTERNAL(500),
  PACS_UNREACHABLE(502),
  OUT_OF_RESOURCES(503);

  private final int status;

  ErrorCode(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }
}
