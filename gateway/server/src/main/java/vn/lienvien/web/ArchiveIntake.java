package vn.lienvien.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.lienvien.archive.Archive;
import vn.lienvien.archive.Incoming;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.DicomFormatException;
import vn.lienvien.model.StoreOutcome;
import vn.lienvien.model.StoreOutcome.Refusal;

/** Takes instances that come by HTTP into the archive: staged, looked at, stored. */
final class ArchiveIntake {
  private final Archive archive;

  ArchiveIntake(Archive archive) {
    this.archive = archive;
  }

  /**
   * What became of an instance.
   *
   * @param sopClassUID empty where it could not be read; so is {@code sopInstanceUID}
   */
  record Offered(String sopClassUID, String sopInstanceUID, StoreOutcome outcome) {}

  /**
   * @param part10 the file as it comes, read to its end
   * @param study the only study that is wanted; empty for any
   * @param source who sent it, for the operator
   */
  Offered store(InputStream part10, String study, String source) throws IOException {
    if (!archive.hasRoom()) {
      return refused("", "", Refusal.OUT_OF_RESOURCES, "less room than is kept free");
    }
    Path staged = archive.staging().receive(part10);
    DicomFile file;
    try {
      file = DicomFile.read(staged);
    } catch (DicomFormatException garbage) {
      Files.deleteIfExists(staged);
      return refused("", "", Refusal.CANNOT_UNDERSTAND, "it is no DICOM file");
    }
    String sopClassUID = file.sopClassUID();
    String sopInstanceUID = file.sopInstanceUID();
    String itsStudy = file.dataset().string(vn.lienvien.dicom.data.Tag.StudyInstanceUID, "");
    if (!study.isEmpty() && !study.equals(itsStudy)) {
      Files.deleteIfExists(staged);
      return refused(
          sopClassUID, sopInstanceUID, Refusal.DOES_NOT_MATCH_SOP_CLASS, "of another study");
    }
    return new Offered(sopClassUID, sopInstanceUID, archive.store(Incoming.of(staged, source)));
  }

  private static Offered refused(
      String sopClassUID, String sopInstanceUID, Refusal refusal, String reason) {
    return new Offered(sopClassUID, sopInstanceUID, new StoreOutcome.Refused(refusal, reason));
  }
}
