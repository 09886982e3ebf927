package vn.lienvien.archive;

/**
 * An order message that became a case.
 *
 * @param messageControlID MSH-10, with the sender that it is unique at
 * @param digest SHA-256 hex over what the sender meant, to tell a repetition from a contradiction
 */
public record PlacedMessage(String messageControlID, String digest, String caseId) {}
