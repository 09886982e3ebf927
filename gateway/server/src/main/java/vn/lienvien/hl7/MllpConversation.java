package vn.lienvien.hl7;

/** What answers the messages of an MLLP connection. Called from many threads at once. */
@FunctionalInterface
public interface MllpConversation {
  /**
   * Called once per message; the answer is sent only after this returns, so what must be durable
   * before the acknowledgement is done in here.
   */
  byte[] answer(byte[] message);
}
