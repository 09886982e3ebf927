package vn.lienvien.archive;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import vn.lienvien.database.Row;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.ProofState;

/** Table instance; file paths in it are relative to the archive's root. */
final class InstanceRows {
  private final ArchiveFiles files;
  private final RowMapper<InstanceRecord> row = Row.to(this::instance);

  InstanceRows(ArchiveFiles files) {
    this.files = files;
  }

  void insert(Handle handle, InstanceRecord instance, String path, Newcomer newcomer) {
    handle
        .createUpdate(
            """
            INSERT INTO instance (sop_instance_uid, study_instance_uid, series_instance_uid,
              sop_class_uid, instance_number, transfer_syntax_uid, original_transfer_syntax_uid,
              file_path, size_bytes, file_digest, received_digest, frames_digest, proof,
              number_of_frames, stored_at, header)
            VALUES (:sopInstanceUID, :studyInstanceUID, :seriesInstanceUID,
              :sopClassUID, :number, :transferSyntaxUID, :originalTransferSyntaxUID,
              :path, :sizeBytes, :fileDigest, :receivedDigest, :framesDigest, :proof,
              :numberOfFrames, :storedAt, :header)\
            """)
        .bindMethods(instance)
        .bind("number", StudyRows.text(newcomer, vn.lienvien.dicom.data.Tag.InstanceNumber, 32))
        .bind("path", path)
        .bind("header", HeaderBytes.of(newcomer.shown()))
        .execute();
    RepairedTextRows.insert(handle, newcomer, instance.storedAt());
  }

  Optional<InstanceRecord> find(Handle handle, String sopInstanceUID) {
    return handle
        .createQuery("SELECT * FROM instance WHERE sop_instance_uid = :uid")
        .bind("uid", sopInstanceUID)
        .map(row)
        .findOne();
  }

  List<InstanceRecord> ofStudy(Handle handle, String studyInstanceUID) {
    return handle
        .createQuery(
            """
            SELECT * FROM instance WHERE study_instance_uid = :uid
            ORDER BY series_instance_uid, sop_instance_uid\
            """)
        .bind("uid", studyInstanceUID)
        .map(row)
        .list();
  }

  /** The path of a row, relative; empty when there is no such row. */
  static Optional<String> pathOf(Handle handle, String sopInstanceUID) {
    return handle
        .createQuery("SELECT file_path FROM instance WHERE sop_instance_uid = :uid")
        .bind("uid", sopInstanceUID)
        .mapTo(String.class)
        .findOne();
  }

  static boolean isFileOfARow(Handle handle, String path) {
    return handle
            .createQuery(
                """
                SELECT COUNT(*) FROM (
                  SELECT file_path FROM instance WHERE file_path = :path
                  UNION ALL SELECT file_path FROM quarantined WHERE file_path = :path) files\
                """)
            .bind("path", path)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  /** Points a row to another file with the same content; false when it was not as seen. */
  static boolean update(Handle handle, InstanceRecord next, String path, String seenFileDigest) {
    return handle
            .createUpdate(
                """
                UPDATE instance SET transfer_syntax_uid = :transferSyntaxUID, file_path = :path,
                  size_bytes = :sizeBytes, file_digest = :fileDigest, received_digest = :receivedDigest,
                  frames_digest = :framesDigest, proof = :proof
                WHERE sop_instance_uid = :sopInstanceUID AND file_digest = :seen\
                """)
            .bindMethods(next)
            .bind("path", path)
            .bind("seen", seenFileDigest)
            .execute()
        == 1;
  }

  private InstanceRecord instance(Row row) {
    return new InstanceRecord(
        row.text("sop_instance_uid"),
        row.text("sop_class_uid"),
        row.text("series_instance_uid"),
        row.text("study_instance_uid"),
        row.text("transfer_syntax_uid"),
        row.text("original_transfer_syntax_uid"),
        files.absolute(row.text("file_path")),
        row.number("size_bytes"),
        row.text("file_digest"),
        row.text("received_digest"),
        row.text("frames_digest"),
        row.constant("proof", ProofState.class),
        row.integer("number_of_frames"),
        row.instant("stored_at"));
  }
}
