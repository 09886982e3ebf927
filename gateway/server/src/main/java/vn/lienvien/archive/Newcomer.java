package vn.lienvien.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.io.DicomFile;

/** A staged file that has been read: who it says it is, and its digests. */
record Newcomer(
    DicomFile dicom,
    String sopClassUID,
    String sopInstanceUID,
    String seriesInstanceUID,
    String studyInstanceUID,
    long sizeBytes,
    String fileDigest,
    String receivedDigest) {
  private static final int BUFFER_SIZE = 1 << 16;

  static Newcomer of(DicomFile dicom) throws IOException {
    MessageDigest file = Digests.sha256();
    MessageDigest received = Digests.sha256();
    long size = 0;
    try (InputStream in = Files.newInputStream(dicom.path())) {
      byte[] buffer = new byte[BUFFER_SIZE];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        file.update(buffer, 0, n);
        int header = Math.clamp(dicom.datasetOffset() - size, 0, n);
        received.update(buffer, header, n - header);
        size += n;
      }
    }
    return new Newcomer(
        dicom,
        dicom.sopClassUID(),
        dicom.sopInstanceUID(),
        dicom.dataset().string(Tag.SeriesInstanceUID, ""),
        dicom.dataset().string(Tag.StudyInstanceUID, ""),
        size,
        Digests.hex(file),
        Digests.hex(received));
  }

  int numberOfFrames() {
    return dicom.pixelData().isPresent()
        ? Math.max(1, dicom.dataset().integer(Tag.NumberOfFrames, 1))
        : 0;
  }
}
