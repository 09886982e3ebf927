package vn.lienvien.consult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.lienvien.archive.Archive;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.StoreOutcome;

/** The archive of this site as the case process uses it. Thread-safe. */
public final class ArchivedObjects implements CaseArchive {
  private final Archive archive;

  public ArchivedObjects(Archive archive) {
    this.archive = archive;
  }

  @Override
  public Optional<InstanceRecord> instance(String sopInstanceUID) {
    return archive.instance(sopInstanceUID);
  }

  @Override
  public List<InstanceRecord> ofStudy(String studyInstanceUID) {
    return archive.instances(studyInstanceUID).stream()
        .sorted(Comparator.comparing(InstanceRecord::sopInstanceUID))
        .toList();
  }

  @Override
  public Attributes dataset(InstanceRecord instance) {
    return read(instance).dataset();
  }

  @Override
  public String receivedDigest(InstanceRecord instance) {
    try {
      return archive.receivedDigest(instance);
    } catch (IOException e) {
      throw new UncheckedIOException("an object of a case cannot be read", e);
    }
  }

  @Override
  public Attributes fileMeta(InstanceRecord instance) {
    return read(instance).fileMeta();
  }

  @Override
  public StoreOutcome keep(Attributes dataset) {
    try {
      return archive.store(dataset, "consult", (transaction, instance) -> {});
    } catch (IOException e) {
      throw new UncheckedIOException("an object of a case could not be stored", e);
    }
  }

  /**
   * The PDF inside an Encapsulated PDF object, without the padding byte; for the HIS and the page.
   */
  public byte[] pdf(String sopInstanceUID) {
    InstanceRecord instance =
        instance(sopInstanceUID)
            .orElseThrow(
                () -> new IllegalStateException(sopInstanceUID + " is not in the archive"));
    Attributes dataset = dataset(instance);
    byte[] document = dataset.bytes(Tag.EncapsulatedDocument);
    int length = dataset.integer(Tag.EncapsulatedDocumentLength, document.length);
    return Arrays.copyOf(document, Math.min(length, document.length));
  }

  private static DicomFile read(InstanceRecord instance) {
    try {
      return DicomFile.read(instance.file());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the file of %s cannot be read; is the archive's directory there?"
              .formatted(instance.sopInstanceUID()),
          e);
    }
  }
}
