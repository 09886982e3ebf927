package vn.lienvien.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienvien.database.Database;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.DicomFormatException;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;
import vn.lienvien.dicom.io.PixelCopy;
import vn.lienvien.dicom.io.PixelSource;
import vn.lienvien.model.StoreOutcome;

/**
 * Where a person judges what came with the UID of another instance. Either way both files stay: a
 * discarded newcomer keeps its file, an accepted one joins the archive under a UID of its own that
 * says whose it had (PS3.3 C.12.1.1.9, Original Attributes Sequence). Thread-safe.
 */
public final class QuarantineDesk {
  private static final DateTimeFormatter DICOM_DT = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  private final Database database;
  private final Archive archive;

  public QuarantineDesk(Database database, Archive archive) {
    this.database = database;
    this.archive = archive;
  }

  /**
   * What a person decided.
   *
   * @param accepted whether the newcomer joins the archive
   */
  public record Judgement(String quarantineId, boolean accepted, String judge, String reason) {}

  /** Two instances of one UID, as far as a person needs to see them. */
  public record Pair(Quarantined newcomer, Attributes theirs, Optional<Attributes> ours) {}

  /** What waits for a person, the oldest first. */
  public List<Pair> waiting() throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (Quarantined newcomer : archive.quarantine()) {
      Optional<Path> ours = archive.instance(newcomer.sopInstanceUID()).map(i -> i.file());
      Optional<Attributes> kept =
          ours.isPresent() ? Optional.of(readable(ours.get())) : Optional.empty();
      pairs.add(new Pair(newcomer, readable(newcomer.file()), kept));
    }
    return pairs;
  }

  /**
   * Carries a judgement out.
   *
   * @return empty when nothing of that id waits; else what became of the newcomer's file, {@code
   *     AlreadyStored} when it was discarded and the instance that was here stays the only one
   */
  public Optional<StoreOutcome> judge(Judgement judgement) throws IOException {
    Optional<Quarantined> found =
        archive.quarantine().stream()
            .filter(one -> one.quarantineId().equals(judgement.quarantineId()))
            .findFirst();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    StoreOutcome outcome =
        judgement.accepted() ? accept(found.get(), judgement) : kept(found.get());
    if (outcome instanceof StoreOutcome.Stored || outcome instanceof StoreOutcome.AlreadyStored) {
      database.commit(transaction -> QuarantineRows.judged(transaction, judgement));
    }
    return Optional.of(outcome);
  }

  /** What can be read of a file: that it cannot may be why it is here. */
  private static Attributes readable(Path file) throws IOException {
    try {
      return DicomFile.readToFault(file).dataset();
    } catch (DicomFormatException e) {
      return new Attributes();
    }
  }

  private static @Nullable PixelSource pixels(DicomFile file) {
    return PixelCopy.of(file, file.transferSyntax()).orElse(null);
  }

  private StoreOutcome kept(Quarantined newcomer) {
    return archive
        .instance(newcomer.sopInstanceUID())
        .<StoreOutcome>map(StoreOutcome.AlreadyStored::new)
        .orElseGet(() ->
            new StoreOutcome.Refused(
                StoreOutcome.Refusal.CANNOT_UNDERSTAND,
                "there is no other instance of this UID any more: accept the newcomer"));
  }

  /** The same file under another UID: derived from the first, so that a repetition is a no-op. */
  private StoreOutcome accept(Quarantined newcomer, Judgement judgement) throws IOException {
    DicomFile read = DicomFile.read(newcomer.file());
    Attributes dataset = read.dataset();
    String uid = UIDs.nameBased("quarantine/" + newcomer.quarantineId());
    Attributes original =
        new Attributes()
            .set(
                Tag.AttributeModificationDateTime,
                DICOM_DT.format(newcomer.receivedAt().atZone(ZoneOffset.ofHours(7))))
            .set(Tag.ModifyingSystem, "Liên Viện")
            .set(Tag.SourceOfPreviousValues, newcomer.source())
            .set(Tag.ReasonForTheAttributeModification, "CORRECT")
            .setItems(
                Tag.ModifiedAttributesSequence,
                new Attributes().set(Tag.SOPInstanceUID, newcomer.sopInstanceUID()));
    dataset.addItem(Tag.OriginalAttributesSequence, original).set(Tag.SOPInstanceUID, uid);
    Path file = archive.staging().create();
    try {
      Attributes meta =
          FileMeta.of(dataset.string(Tag.SOPClassUID, ""), uid, read.transferSyntaxUID(), "");
      Part10Writer.write(file, meta, dataset, pixels(read));
    } catch (IOException e) {
      Files.deleteIfExists(file);
      return FreeSpace.outcomeOf(e);
    }
    return archive.store(Incoming.of(file, "quarantine, judged by " + judgement.judge()));
  }
}
