package vn.lienvien.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.vietnamese.ComposedText;
import vn.lienvien.dicom.vietnamese.SourceText;
import vn.lienvien.dicom.vietnamese.TextRepair;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.ProofState;

/**
 * A staged file that has been read: who it says it is, and its digests.
 *
 * @param shown its data set as the index keeps it: text repaired where it was mislabelled, in NFC
 * @param repair what was repaired
 */
record Newcomer(
    DicomFile dicom,
    Attributes shown,
    Optional<TextRepair> repair,
    String sopClassUID,
    String sopInstanceUID,
    String seriesInstanceUID,
    String studyInstanceUID,
    long sizeBytes,
    String fileDigest,
    String receivedDigest) {

  /** Reads the whole file for its digests. */
  static Newcomer of(DicomFile dicom, SourceText text) throws IOException {
    return of(dicom, text, Measured.of(dicom.path(), dicom.datasetOffset()));
  }

  static Newcomer of(DicomFile dicom, SourceText text, Measured measured) {
    Optional<TextRepair> repair = TextRepair.of(dicom.dataset(), text);
    return new Newcomer(
        dicom,
        ComposedText.of(repair.map(TextRepair::dataset).orElse(dicom.dataset())),
        repair,
        dicom.sopClassUID(),
        dicom.sopInstanceUID(),
        dicom.dataset().string(Tag.SeriesInstanceUID, ""),
        dicom.dataset().string(Tag.StudyInstanceUID, ""),
        measured.sizeBytes(),
        measured.fileDigest(),
        measured.datasetDigest());
  }

  /** Its record as an original of this archive. */
  InstanceRecord record(Path file, String framesDigest, ProofState proof, Instant storedAt) {
    boolean withoutPixels = dicom.pixelData().isEmpty();
    return new InstanceRecord(
        sopInstanceUID,
        sopClassUID,
        seriesInstanceUID,
        studyInstanceUID,
        dicom.transferSyntaxUID(),
        dicom.transferSyntaxUID(),
        file,
        sizeBytes,
        fileDigest,
        receivedDigest,
        framesDigest,
        withoutPixels ? ProofState.NO_PIXELS : proof,
        numberOfFrames(),
        storedAt);
  }

  int numberOfFrames() {
    return dicom.pixelData().isPresent()
        ? Math.max(1, dicom.dataset().integer(Tag.NumberOfFrames, 1))
        : 0;
  }
}
