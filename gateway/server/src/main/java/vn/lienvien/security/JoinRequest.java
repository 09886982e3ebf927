package vn.lienvien.security;

/**
 * What a spoke sends to the hub's join endpoint.
 *
 * @param request the spoke's certification request (PKCS #10), PEM
 * @param proof HMAC-SHA256 hex under the invite code's key; binds request and TLS channel
 */
public record JoinRequest(String siteId, String request, String proof) {}
