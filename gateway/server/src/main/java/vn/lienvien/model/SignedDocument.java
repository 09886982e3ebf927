package vn.lienvien.model;

import java.time.Instant;

/**
 * Text that a site has signed with its certificate's key (SHA256withECDSA, DER, Base64).
 *
 * @param body UTF-8 JSON, the exact bytes that are signed
 * @param certificate the signer's X.509 certificate, PEM
 */
public record SignedDocument(
    String caseId,
    Kind kind,
    String siteId,
    String body,
    String signature,
    String certificate,
    Instant signedAt) {
  public enum Kind {
    /** The receiver's receipt for one parcel. */
    RECEIPT,
    /** All entries that one site vouches for. */
    STATEMENT,
    /**
     * All entries of both sites: the ledger of Article 8(3); there is one per signing site, same
     * body.
     */
    LEDGER
  }
}
