package vn.lienvien.hl7;

/**
 * Why a message is not accepted, in the terms of its acknowledgement (HL7 v2.5.1 §2.9.2 and
 * §2.15.5).
 *
 * @param rejected AR when true (nothing to do with the content: type, version, identity), else AE
 * @param location ERR-2, such as {@code PID^1^3}
 * @param userMessage ERR-8; never a value of the message
 */
record Hl7Fault(boolean rejected, String location, Code code, String userMessage) {
  /** Message error condition codes, HL7 table 0357. */
  enum Code {
    SEGMENT_SEQUENCE_ERROR("100", "Segment sequence error"),
    REQUIRED_FIELD_MISSING("101", "Required field missing"),
    DATA_TYPE_ERROR("102", "Data type error"),
    TABLE_VALUE_NOT_FOUND("103", "Table value not found"),
    UNSUPPORTED_MESSAGE_TYPE("200", "Unsupported message type"),
    UNSUPPORTED_EVENT_CODE("201", "Unsupported event code"),
    UNSUPPORTED_PROCESSING_ID("202", "Unsupported processing id"),
    UNSUPPORTED_VERSION_ID("203", "Unsupported version id"),
    DUPLICATE_KEY_IDENTIFIER("205", "Duplicate key identifier"),
    APPLICATION_INTERNAL_ERROR("207", "Application internal error");

    private final String number;
    private final String text;

    Code(String number, String text) {
      this.number = number;
      this.text = text;
    }

    String number() {
      return number;
    }

    String text() {
      return text;
    }
  }

  /** AE: the sender must change the content. */
  static Hl7Fault error(String location, Code code, String userMessage) {
    return new Hl7Fault(false, location, code, userMessage);
  }

  /** AR: not a matter of the content. */
  static Hl7Fault reject(String location, Code code, String userMessage) {
    return new Hl7Fault(true, location, code, userMessage);
  }
}
