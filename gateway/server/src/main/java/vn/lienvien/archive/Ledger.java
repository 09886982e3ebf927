package vn.lienvien.archive;

import java.util.List;
import org.jdbi.v3.core.Handle;
import vn.lienvien.database.Database;
import vn.lienvien.database.Row;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.LedgerEntry;
import vn.lienvien.model.Place;
import vn.lienvien.model.SignedDocument;

/**
 * The ledger of Article 8(3): which object is stored where, and the documents that the sites have
 * signed about it. Lines are added, never changed. Thread-safe.
 */
public final class Ledger {
  private final Database database;

  public Ledger(Database database) {
    this.database = database;
  }

  /** Adds a line; the first one per case, object, site and place stays. */
  public void record(Transaction transaction, LedgerEntry entry) {
    transaction
        .handle()
        .createUpdate(
            """
            INSERT INTO ledger_entry (case_id, sop_instance_uid, site_id, place, kind, file_digest,
              frames_digest, evidence, stored_at)
            SELECT :caseId, :sopInstanceUID, :siteId, :place, :kind, :fileDigest,
              :framesDigest, :evidence, CAST(:storedAt AS TIMESTAMP(6) WITH TIME ZONE)
            WHERE NOT EXISTS (SELECT 1 FROM ledger_entry WHERE case_id = :caseId
              AND sop_instance_uid = :sopInstanceUID AND site_id = :siteId AND place = :place)\
            """)
        .bindMethods(entry)
        .execute();
  }

  /** Whether any line of any case is about the object. */
  static boolean names(Handle handle, String sopInstanceUID) {
    return handle
            .createQuery("SELECT COUNT(*) FROM ledger_entry WHERE sop_instance_uid = :uid")
            .bind("uid", sopInstanceUID)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  /** Every line of a case, by object, site and place. */
  public List<LedgerEntry> entries(String caseId) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM ledger_entry WHERE case_id = :id
                ORDER BY sop_instance_uid, site_id, place\
                """)
            .bind("id", caseId)
            .map(Row.to(Ledger::entry))
            .list());
  }

  /** Keeps a signed document; one with the same body from the same site stays as it is. */
  public void addDocument(Transaction transaction, SignedDocument document) {
    transaction
        .handle()
        .createUpdate(
            """
            INSERT INTO signed_document (case_id, kind, site_id, body_digest, body, signature,
              certificate, signed_at)
            SELECT :caseId, :kind, :siteId, :digest, :body, :signature,
              :certificate, CAST(:signedAt AS TIMESTAMP(6) WITH TIME ZONE)
            WHERE NOT EXISTS (SELECT 1 FROM signed_document WHERE case_id = :caseId
              AND kind = :kind AND site_id = :siteId AND body_digest = :digest)\
            """)
        .bindMethods(document)
        .bind("digest", Digests.ofText(document.body()))
        .execute();
  }

  /** The signed documents of a case, the oldest first. */
  public List<SignedDocument> documents(String caseId) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM signed_document WHERE case_id = :id
                ORDER BY signed_at, kind, site_id\
                """)
            .bind("id", caseId)
            .map(Row.to(Ledger::document))
            .list());
  }

  private static LedgerEntry entry(Row row) {
    return new LedgerEntry(
        row.text("case_id"),
        row.text("sop_instance_uid"),
        row.constant("kind", CaseObject.Kind.class),
        row.text("site_id"),
        row.constant("place", Place.class),
        row.text("file_digest"),
        row.text("frames_digest"),
        row.text("evidence"),
        row.instant("stored_at"));
  }

  private static SignedDocument document(Row row) {
    return new SignedDocument(
        row.text("case_id"),
        row.constant("kind", SignedDocument.Kind.class),
        row.text("site_id"),
        row.text("body"),
        row.text("signature"),
        row.text("certificate"),
        row.instant("signed_at"));
  }
}
