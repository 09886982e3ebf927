package vn.lienvien.archive;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import vn.lienvien.database.Row;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.vietnamese.RepairedValue;
import vn.lienvien.dicom.vietnamese.TextRepair;

/** Table repaired_text: what the index shows otherwise than the file declares it. */
final class RepairedTextRows {
  private static final int LONGEST_TEXT = 4000;
  private static final int LONGEST_PATH = 800;

  /** What H2 takes at most; the file has the rest. */
  private static final int LONGEST_ORIGINAL = 1 << 20;

  private RepairedTextRows() {}

  static void insert(Handle handle, Newcomer newcomer, Instant now) {
    newcomer.repair().ifPresent(repair -> insert(handle, newcomer.sopInstanceUID(), repair, now));
  }

  private static void insert(Handle handle, String sopInstanceUID, TextRepair repair, Instant now) {
    for (RepairedValue change : repair.changes()) {
      if (change.path().length() > LONGEST_PATH) {
        continue; // some seventy sequences deep: the file alone has it
      }
      byte[] original = change.original();
      handle
          .createUpdate(
              """
              INSERT INTO repaired_text (sop_instance_uid, path, vr, encoding, original, shown,
                repaired_at)
              VALUES (:uid, :path, :vr, :encoding, :original, :shown, :now)\
              """)
          .bind("uid", sopInstanceUID)
          .bind("path", change.path())
          .bind("vr", change.vr().name())
          .bind("encoding", repair.encoding().label())
          .bind("original", Arrays.copyOf(original, Math.min(original.length, LONGEST_ORIGINAL)))
          .bind("shown", StudyRows.cut(change.text().replace("\0", ""), LONGEST_TEXT))
          .bind("now", now.atOffset(ZoneOffset.UTC))
          .execute();
    }
  }

  static List<RepairedText> of(Handle handle, String sopInstanceUID) {
    return handle
        .createQuery("SELECT * FROM repaired_text WHERE sop_instance_uid = :uid ORDER BY path")
        .bind("uid", sopInstanceUID)
        .map(
            Row.to(row ->
                new RepairedText(
                    row.text("encoding"),
                    new RepairedValue(
                        row.text("path"),
                        VR.valueOf(row.text("vr")),
                        row.bytes("original"),
                        row.text("shown")))))
        .list();
  }
}
