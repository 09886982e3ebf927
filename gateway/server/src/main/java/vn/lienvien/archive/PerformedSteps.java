package vn.lienvien.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import vn.lienvien.database.Database;
import vn.lienvien.database.Row;
import vn.lienvien.database.Transaction;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DatasetReader;
import vn.lienvien.dicom.io.DatasetWriter;

/** Table performed_step. Thread-safe. */
public final class PerformedSteps {
  private final Database database;

  public PerformedSteps(Database database) {
    this.database = database;
  }

  public Optional<PerformedStep> find(String sopInstanceUID) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM performed_step WHERE sop_instance_uid = :uid")
            .bind("uid", sopInstanceUID)
            .map(
                Row.to(row ->
                    new PerformedStep(row.text("sop_instance_uid"), read(row.bytes("dataset")))))
            .findOne());
  }

  /** Takes the step in the place of what was known of it. */
  public void put(Transaction transaction, PerformedStep step) {
    int known =
        transaction
            .handle()
            .createUpdate(
                """
                UPDATE performed_step SET status = :status, dataset = :dataset, updated_at = :now
                WHERE sop_instance_uid = :uid\
                """)
            .bind("uid", step.sopInstanceUID())
            .bind("status", step.status())
            .bind("dataset", bytes(step))
            .bind("now", transaction.startedAt())
            .execute();
    if (known == 0) {
      insert(transaction, step);
    }
  }

  private static void insert(Transaction transaction, PerformedStep step) {
    transaction
        .handle()
        .createUpdate(
            """
            INSERT INTO performed_step (sop_instance_uid, status, study_instance_uid,
              accession_number, dataset, created_at, updated_at)
            VALUES (:uid, :status, :study, :accession, :dataset, :now, :now)\
            """)
        .bind("uid", step.sopInstanceUID())
        .bind("status", step.status())
        .bind("study", step.studyInstanceUID())
        .bind("accession", step.accessionNumber())
        .bind("dataset", bytes(step))
        .bind("now", transaction.startedAt())
        .execute();
  }

  private static byte[] bytes(PerformedStep step) {
    return new DatasetWriter(UID.ExplicitVRLittleEndian).toBytes(step.dataset());
  }

  private static Attributes read(byte[] bytes) {
    try {
      return new DatasetReader(UID.ExplicitVRLittleEndian).read(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("a performed step in the database cannot be read", e);
    }
  }
}
