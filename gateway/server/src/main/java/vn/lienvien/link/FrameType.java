package vn.lienvien.link;

/** What a frame says; the number is its first byte, and no body is longer than its bound. */
enum FrameType {
  HELLO(1, 4096),
  OFFER(2, LinkLimits.CHUNK_BYTES),
  RESUME(3, 512),
  ANSWER(4, 1 << 20),
  DATA(5, LinkLimits.PIECE_BYTES + 8),
  ACK(6, 16),
  RECEIPT(7, 64 * 1024),
  RATE(8, 16),
  PING(9, 8),
  PONG(10, 8),
  RENEW(11, 16 * 1024),
  RENEWED(12, 16 * 1024),
  BYE(13, 1024),
  AHEAD(14, LinkLimits.PIECE_BYTES + 8),
  BOOKED(15, 64 * 1024),
  MISSED(16, 64 * 1024),
  HANDED_BACK(17, 64 * 1024),
  JOIN(0x4a, 16 * 1024),
  JOINED(0x4b, 16 * 1024);

  private final int code;
  private final int bound;

  FrameType(int code, int bound) {
    this.code = code;
    this.bound = bound;
  }

  int code() {
    return code;
  }

  /** The longest body; offers have the larger bound of the site's limits. */
  int bound(LinkLimits limits) {
    return this == OFFER ? (int) Math.min(limits.offerBytes(), (1 << 24) - 1) : bound;
  }

  static FrameType of(int code) throws LinkFormatException {
    for (FrameType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new LinkFormatException("a frame of an unknown type");
  }
}
