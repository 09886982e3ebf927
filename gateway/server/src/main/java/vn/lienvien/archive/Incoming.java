package vn.lienvien.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.vietnamese.SourceText;
import vn.lienvien.model.ProofState;

/**
 * An instance offered to the archive.
 *
 * @param file a Part 10 file made by {@link Staging}; the archive takes it away, whatever comes
 * @param sopClassUID what the sender announced; empty when it announced nothing
 * @param sopInstanceUID likewise
 * @param source where it came from, for the operator: an AE title, a site; no patient data
 * @param staged the file as it was written, where it was measured on the way; open until the
 *     archive has answered
 * @param text what the text of the data set is in, whatever it declares
 * @param framesDigest what the offerer has proved of its frames; empty when nothing
 */
public record Incoming(
    Path file,
    String sopClassUID,
    String sopInstanceUID,
    String source,
    Optional<StagedFile> staged,
    SourceText text,
    String framesDigest,
    ProofState proof,
    StoredHook hook) {

  /** A file of which nothing is known. */
  public static Incoming of(Path file, String source) {
    return new Incoming(
        file,
        "",
        "",
        source,
        Optional.empty(),
        new SourceText.Detected(),
        "",
        ProofState.UNPROVED,
        StoredHook.NONE);
  }

  /** A file that was measured while it was written. */
  public static Incoming of(StagedFile staged, String source) {
    return new Incoming(
        staged.path(),
        "",
        "",
        source,
        Optional.of(staged),
        new SourceText.Detected(),
        "",
        ProofState.UNPROVED,
        StoredHook.NONE);
  }

  /** It must be this instance, or it is refused with A900H. */
  public Incoming announcedAs(String sopClass, String sopInstance) {
    return new Incoming(
        file, sopClass, sopInstance, source, staged, text, framesDigest, proof, hook);
  }

  /** Its frames have been decoded and digested already. */
  public Incoming proved(String digest, ProofState state) {
    return new Incoming(
        file, sopClassUID, sopInstanceUID, source, staged, text, digest, state, hook);
  }

  /** Its sender's text is known to be in an encoding, or to be looked at. */
  public Incoming inText(SourceText known) {
    return new Incoming(
        file, sopClassUID, sopInstanceUID, source, staged, known, framesDigest, proof, hook);
  }

  Newcomer read() throws IOException {
    if (staged.isEmpty()) {
      return Newcomer.of(DicomFile.read(file), text);
    }
    StagedFile known = staged.get();
    return Newcomer.of(known.parsed(), text, known.sizeBytes(), known::fileDigest);
  }

  /** What the journal takes of it. */
  JournalContent content() {
    return staged.map(StagedFile::content).orElseGet(() -> new JournalContent.InFile(file));
  }

  /** {@link #file} is there when this returns, though not forced. */
  void settle() throws IOException {
    if (staged.isPresent()) {
      staged.get().settle();
    }
  }

  /** What is to become {@link #file} later, for the caller to release; empty if it is there. */
  Optional<Slabs> handOver() {
    return staged.flatMap(StagedFile::handOver);
  }

  /** What nobody has taken is gone when this returns. */
  void discard() throws IOException {
    if (staged.isPresent()) {
      staged.get().discard();
    } else {
      Files.deleteIfExists(file);
    }
  }

  /** Commits more with it. */
  public Incoming with(StoredHook more) {
    return new Incoming(
        file, sopClassUID, sopInstanceUID, source, staged, text, framesDigest, proof, more);
  }
}
