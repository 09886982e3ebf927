package vn.lienvien.dicom.net;

import java.util.List;

/**
 * TLS Secure Transport Connection Profiles of PS3.15, by what they let be negotiated. The first one
 * is what new systems should use; the others are retired there and wait for old peers.
 */
public enum TlsProfile {
  /** B.12, BCP 195 RFC 8996, 9325: TLS 1.2 or 1.3, forward secrecy and AEAD only. */
  BCP_195_RFC_8996_9325(List.of("TLSv1.3", "TLSv1.2"), true),
  /** B.10, non-downgrading BCP 195 (RFC 7525): never below TLS 1.2, forward secrecy and AEAD. */
  BCP_195_NON_DOWNGRADING(List.of("TLSv1.3", "TLSv1.2"), true),
  /** B.9, BCP 195 (RFC 7525): what the platform still allows from TLS 1.2 on. */
  BCP_195(List.of("TLSv1.3", "TLSv1.2"), false);

  private static final List<String> STRONG =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256");

  private final List<String> protocols;
  private final boolean strongOnly;

  TlsProfile(List<String> protocols, boolean strongOnly) {
    this.protocols = protocols;
    this.strongOnly = strongOnly;
  }

  List<String> protocols() {
    return protocols;
  }

  /** Empty leaves the choice to the platform. */
  List<String> cipherSuites() {
    return strongOnly ? STRONG : List.of();
  }
}
