package vn.lienvien.link;

/** The hub's answer to a {@link LinkCall}. */
record LinkReply(int status, String contentType, byte[] body) {
  private static final LinkJson JSON = new LinkJson();

  static LinkReply nothing() {
    return new LinkReply(204, "", new byte[0]);
  }

  static LinkReply json(int status, Object body) {
    return new LinkReply(status, "application/json", JSON.bytes(body));
  }

  static LinkReply bytes(byte[] body) {
    return new LinkReply(200, "application/octet-stream", body);
  }

  static LinkReply fault(int status, String code, String message) {
    return json(status, new LinkMessage.Fault(code, message));
  }
}
