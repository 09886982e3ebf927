package vn.lienvien.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.Receipt;
import vn.lienvien.model.SignedDocument;
import vn.lienvien.security.SiteIdentity;

/**
 * The text under the receiver's signature. It names the manifest by digest, and so every object's
 * UID and digests with it.
 */
record ReceiptBody(
    String parcelId,
    String manifestDigest,
    String fromSiteId,
    String receivingSiteId,
    Instant committedAt) {
  private static final LinkJson JSON = new LinkJson();

  /** Our receipt for a parcel that is verified and about to be committed. */
  static Receipt sign(Offer offer, SiteIdentity identity, Instant committedAt) {
    ParcelManifest manifest = offer.manifest();
    ReceiptBody body =
        new ReceiptBody(
            manifest.parcelId(),
            offer.manifestDigest(),
            manifest.fromSiteId(),
            identity.siteId(),
            committedAt);
    SignedDocument document =
        identity.sign(
            new String(JSON.bytes(body), StandardCharsets.UTF_8),
            SignedDocument.Kind.RECEIPT,
            manifest.caseId());
    return new Receipt(
        body.parcelId(), body.manifestDigest(), body.receivingSiteId(), committedAt, document);
  }

  /** Why a receipt does not prove that this parcel is delivered; empty when it does. */
  static Optional<String> fault(Receipt receipt, Offer sent, SiteIdentity identity) {
    ParcelManifest manifest = sent.manifest();
    SignedDocument document = receipt.document();
    Optional<String> unsigned = identity.fault(document, manifest.toSiteId());
    if (unsigned.isPresent()) {
      return unsigned;
    }
    ReceiptBody promised =
        new ReceiptBody(
            manifest.parcelId(),
            sent.manifestDigest(),
            manifest.fromSiteId(),
            manifest.toSiteId(),
            receipt.committedAt());
    try {
      ReceiptBody body =
          JSON.read(document.body().getBytes(StandardCharsets.UTF_8), ReceiptBody.class);
      boolean fits =
          body.equals(promised)
              && receipt.parcelId().equals(manifest.parcelId())
              && receipt.manifestDigest().equals(promised.manifestDigest())
              && receipt.receivingSiteId().equals(manifest.toSiteId())
              && document.kind() == SignedDocument.Kind.RECEIPT
              && document.caseId().equals(manifest.caseId());
      return fits ? Optional.empty() : Optional.of("the receipt is for another parcel");
    } catch (IOException e) {
      return Optional.of("the receipt's text cannot be read");
    }
  }
}
