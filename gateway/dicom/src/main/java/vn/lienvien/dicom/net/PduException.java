package vn.lienvien.dicom.net;

/** Bytes that are no valid PDU, with the A-ABORT they are answered with. */
final class PduException extends Exception {
  private final AbortCause answer;

  PduException(AbortCause answer, String message) {
    super(message, null, false, false);
    this.answer = answer;
  }

  AbortCause answer() {
    return answer;
  }
}
