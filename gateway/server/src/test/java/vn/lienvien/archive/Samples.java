package vn.lienvien.archive;

import java.io.IOException;
import java.nio.file.Path;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;
import vn.lienvien.peer.Slices;

/** Small instances for tests. */
final class Samples {
  static final String STUDY = "1.2.3";
  static final String SERIES = "1.2.3.1";

  private Samples() {}

  /** A CT slice of 64 x 64 smooth pixels. */
  static Attributes slice(String sopInstanceUID) {
    return Slices.smooth(0)
        .set(Tag.SOPInstanceUID, sopInstanceUID)
        .set(Tag.StudyInstanceUID, STUDY)
        .set(Tag.SeriesInstanceUID, SERIES)
        .set(Tag.PatientName, "Nguyễn^Văn^Đức")
        .set(Tag.PatientID, "BN0001")
        .set(Tag.StudyDate, "20261122");
  }

  /** As {@link #slice}, but too large for the journal. */
  static Attributes large(String sopInstanceUID) {
    int side = 1100;
    return slice(sopInstanceUID)
        .setIntegers(Tag.Rows, side)
        .setIntegers(Tag.Columns, side)
        .setBytes(Tag.PixelData, VR.OW, new byte[side * side * 2]);
  }

  static Path write(Path file, Attributes dataset, String transferSyntaxUID) throws IOException {
    return write(file, dataset, transferSyntaxUID, "TEST");
  }

  /** As above, with the AE title that it came from in its file meta information. */
  static Path write(Path file, Attributes dataset, String transferSyntaxUID, String source)
      throws IOException {
    Attributes meta =
        FileMeta.of(
            dataset.string(Tag.SOPClassUID, ""),
            dataset.string(Tag.SOPInstanceUID, ""),
            transferSyntaxUID,
            source);
    Part10Writer.write(file, meta, dataset);
    return file;
  }
}
