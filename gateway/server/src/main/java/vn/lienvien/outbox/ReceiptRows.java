package vn.lienvien.outbox;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import vn.lienvien.database.Row;
import vn.lienvien.model.Receipt;
import vn.lienvien.model.SignedDocument;

/** Table parcel_receipt. */
final class ReceiptRows {
  private ReceiptRows() {}

  /** The first receipt stays. */
  static void insert(Handle handle, String direction, Receipt receipt) {
    SignedDocument document = receipt.document();
    handle
        .createUpdate(
            """
            INSERT INTO parcel_receipt (direction, parcel_id, manifest_digest, receiving_site_id,
              committed_at, case_id, document_kind, site_id, body, signature, certificate, signed_at)
            SELECT :direction, :parcelId, :manifestDigest, :receivingSiteId,
              CAST(:committedAt AS TIMESTAMP(6) WITH TIME ZONE), :caseId, :kind, :siteId, :body,
              :signature, :certificate, CAST(:signedAt AS TIMESTAMP(6) WITH TIME ZONE)
            WHERE NOT EXISTS (SELECT 1 FROM parcel_receipt
              WHERE direction = :direction AND parcel_id = :parcelId)\
            """)
        .bind("direction", direction)
        .bind("parcelId", receipt.parcelId())
        .bind("manifestDigest", receipt.manifestDigest())
        .bind("receivingSiteId", receipt.receivingSiteId())
        .bind("committedAt", receipt.committedAt())
        .bindMethods(document)
        .execute();
  }

  static Optional<Receipt> find(Handle handle, String direction, String parcelId) {
    return handle
        .createQuery(
            "SELECT * FROM parcel_receipt WHERE direction = :direction AND parcel_id = :id")
        .bind("direction", direction)
        .bind("id", parcelId)
        .map(Row.to(ReceiptRows::receipt))
        .findOne();
  }

  private static Receipt receipt(Row row) {
    return new Receipt(
        row.text("parcel_id"),
        row.text("manifest_digest"),
        row.text("receiving_site_id"),
        row.instant("committed_at"),
        new SignedDocument(
            row.text("case_id"),
            row.constant("document_kind", SignedDocument.Kind.class),
            row.text("site_id"),
            row.text("body"),
            row.text("signature"),
            row.text("certificate"),
            row.instant("signed_at")));
  }
}
