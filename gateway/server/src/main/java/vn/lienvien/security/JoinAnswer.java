package vn.lienvien.security;

/**
 * What the hub answers to a {@link JoinRequest} it believes.
 *
 * @param hubSiteId the hub's own site id
 * @param certificate the spoke's new certificate, PEM
 * @param authority the hub's CA certificate, PEM
 * @param proof HMAC-SHA256 hex under the invite code's key: only the inviting hub can make it
 */
public record JoinAnswer(String hubSiteId, String certificate, String authority, String proof) {}
