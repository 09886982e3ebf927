package vn.lienvien.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
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
 * @param digesting SHA-256 of the whole file, hex; may have to read what is in memory
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
    Supplier<String> digesting) {

  /** Reads the whole file for its digests. */
  static Newcomer of(DicomFile dicom, SourceText text) throws IOException {
    String digest = Digests.ofFile(dicom.path());
    return of(dicom, text, Files.size(dicom.path()), () -> digest);
  }

  static Newcomer of(DicomFile dicom, SourceText text, long sizeBytes, Supplier<String> digesting) {
    Optional<TextRepair> repair = TextRepair.of(dicom.dataset(), text);
    return new Newcomer(
        dicom,
        ComposedText.of(repair.map(TextRepair::dataset).orElse(dicom.dataset())),
        repair,
        dicom.sopClassUID(),
        dicom.sopInstanceUID(),
        dicom.dataset().string(Tag.SeriesInstanceUID, ""),
        dicom.dataset().string(Tag.StudyInstanceUID, ""),
        sizeBytes,
        digesting);
  }

  String fileDigest() {
    return digesting.get();
  }

  /** SHA-256 of its data set, hex; its file is there. */
  String receivedDigest() throws IOException {
    return Digests.ofFileFrom(dicom.path(), dicom.datasetOffset());
  }

  /** What is known to be proved of its pixels, if it has any. */
  ProofState proof(ProofState ofPixels) {
    return dicom.pixelData().isEmpty() ? ProofState.NO_PIXELS : ofPixels;
  }

  /** Its record as an original of this archive. */
  InstanceRecord record(Path file, String framesDigest, ProofState proof, Instant storedAt) {
    return new InstanceRecord(
        sopInstanceUID,
        sopClassUID,
        seriesInstanceUID,
        studyInstanceUID,
        dicom.transferSyntaxUID(),
        dicom.transferSyntaxUID(),
        file,
        sizeBytes,
        fileDigest(),
        "",
        framesDigest,
        proof(proof),
        numberOfFrames(),
        storedAt);
  }

  int numberOfFrames() {
    return dicom.pixelData().isPresent()
        ? Math.max(1, dicom.dataset().integer(Tag.NumberOfFrames, 1))
        : 0;
  }
}
