package vn.lienvien.model;

/**
 * The message that an order came in: a control ID (MSH-10) is unique at its sender only.
 *
 * @param sender MSH-3 and MSH-4 as one text
 * @param digest of the content, to tell a repetition from another order under the same control ID
 */
public record OrderMessage(String sender, String digest) {
  /** Of an order that did not come by HL7. */
  public static final OrderMessage NONE = new OrderMessage("", "");
}
