package vn.lienvien.outbox;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import vn.lienvien.database.Row;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Priority;
import vn.lienvien.model.ProofState;

/** Tables parcel and parcel_object. */
final class ParcelRows {
  static final String OUT = "OUT";
  static final String IN = "IN";

  private ParcelRows() {}

  /** False when the parcel is there already. */
  static boolean insert(Handle handle, String direction, ParcelManifest manifest) {
    int inserted =
        handle
            .createUpdate(
                """
                INSERT INTO parcel (direction, parcel_id, kind, case_id, from_site_id, to_site_id,
                  priority, created_at, envelope, delivered)
                SELECT :direction, :parcelId, :kind, :caseId, :from, :to,
                  :priority, CAST(:createdAt AS TIMESTAMP(6) WITH TIME ZONE), :envelope, FALSE
                WHERE NOT EXISTS (SELECT 1 FROM parcel
                  WHERE direction = :direction AND parcel_id = :parcelId)\
                """)
            .bind("direction", direction)
            .bind("parcelId", manifest.parcelId())
            .bind("kind", manifest.kind())
            .bind("caseId", manifest.caseId())
            .bind("from", manifest.fromSiteId())
            .bind("to", manifest.toSiteId())
            .bind("priority", manifest.priority().ordinal())
            .bind("createdAt", manifest.createdAt())
            .bind("envelope", manifest.envelope())
            .execute();
    if (inserted == 1 && !manifest.objects().isEmpty()) {
      insertObjects(handle, direction, manifest);
    }
    return inserted == 1;
  }

  private static void insertObjects(Handle handle, String direction, ParcelManifest manifest) {
    try (PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO parcel_object (direction, parcel_id, item_index, sop_instance_uid,
              sop_class_uid, series_instance_uid, study_instance_uid, transfer_syntax_uid, kind,
              size_bytes, file_digest, frames_digest, proof)
            VALUES (:direction, :parcelId, :item, :sopInstanceUID,
              :sopClassUID, :seriesInstanceUID, :studyInstanceUID, :transferSyntaxUID, :kind,
              :sizeBytes, :fileDigest, :framesDigest, :proof)\
            """)) {
      for (int item = 0; item < manifest.objects().size(); item++) {
        batch
            .bind("direction", direction)
            .bind("parcelId", manifest.parcelId())
            .bind("item", item)
            .bindMethods(manifest.objects().get(item))
            .add();
      }
      batch.execute();
    }
  }

  static Optional<ParcelManifest> find(Handle handle, String direction, String parcelId) {
    return select(handle, direction, "parcel_id = :id", "id", parcelId).stream().findFirst();
  }

  /** Undelivered outgoing parcels without their objects. */
  static List<ParcelHead> heads(Handle handle, String toSiteId, String order, int atMost) {
    return handle
        .createQuery(
            """
            SELECT parcel.*, (SELECT COALESCE(SUM(size_bytes), 0) FROM parcel_object
                WHERE parcel_object.direction = parcel.direction
                AND parcel_object.parcel_id = parcel.parcel_id) AS total_bytes
            FROM parcel WHERE direction = :direction AND to_site_id = :site AND NOT delivered
            """
                + order
                + " LIMIT "
                + atMost)
        .bind("direction", OUT)
        .bind("site", toSiteId)
        .map(
            Row.to(row ->
                new ParcelHead(
                    row.text("parcel_id"),
                    row.constant("kind", ParcelKind.class),
                    row.text("to_site_id"),
                    Priority.values()[row.integer("priority")],
                    row.instant("created_at"),
                    row.number("total_bytes"))))
        .list();
  }

  /** Parcels with their objects; the condition names one parameter. */
  static List<ParcelManifest> select(
      Handle handle, String direction, String condition, String parameter, String value) {
    return handle
        .createQuery("SELECT * FROM parcel WHERE direction = :direction AND " + condition)
        .bind("direction", direction)
        .bind(parameter, value)
        .map(Row.to(row -> manifest(handle, direction, row)))
        .list();
  }

  private static ParcelManifest manifest(Handle handle, String direction, Row row) {
    return new ParcelManifest(
        row.text("parcel_id"),
        row.constant("kind", ParcelKind.class),
        row.text("case_id"),
        row.text("from_site_id"),
        row.text("to_site_id"),
        Priority.values()[row.integer("priority")],
        row.instant("created_at"),
        row.text("envelope"),
        objects(handle, direction, row.text("parcel_id")));
  }

  private static List<ParcelObject> objects(Handle handle, String direction, String parcelId) {
    return handle
        .createQuery(
            """
            SELECT * FROM parcel_object WHERE direction = :direction AND parcel_id = :id
            ORDER BY item_index\
            """)
        .bind("direction", direction)
        .bind("id", parcelId)
        .map(Row.to(ParcelRows::object))
        .list();
  }

  private static ParcelObject object(Row row) {
    return new ParcelObject(
        row.text("sop_instance_uid"),
        row.text("sop_class_uid"),
        row.text("series_instance_uid"),
        row.text("study_instance_uid"),
        row.text("transfer_syntax_uid"),
        row.constant("kind", CaseObject.Kind.class),
        row.number("size_bytes"),
        row.text("file_digest"),
        row.text("frames_digest"),
        row.constant("proof", ProofState.class));
  }
}
