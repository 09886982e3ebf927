package vn.lienvien.web;

import io.vertx.core.MultiMap;

/** Headers that every answer carries (OWASP secure headers; CSP level 3). */
final class SecurityHeaders {
  /**
   * WebAssembly and blob workers are the viewer's image decoders; object-src and frame-ancestors
   * 'self' let the result's PDF be shown inside the page, and nowhere else.
   */
  private static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'self'",
          "script-src 'self' 'wasm-unsafe-eval'",
          "worker-src 'self' blob:",
          "img-src 'self' blob: data:",
          "style-src 'self'",
          "connect-src 'self'",
          "object-src 'self'",
          "frame-src 'self'",
          "frame-ancestors 'self'",
          "form-action 'self'",
          "base-uri 'none'");

  private SecurityHeaders() {}

  static void put(MultiMap headers) {
    headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "SAMEORIGIN");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "private, no-store");
  }
}
