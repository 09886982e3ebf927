package vn.lienvien.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienvien.config.ArchiveSettings;
import vn.lienvien.database.Database;
import vn.lienvien.database.Row;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.FramesDigest;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.ProofState;
import vn.lienvien.model.StoreOutcome;

/**
 * Every instance of this site: the one door by which it enters, durable before it is acknowledged.
 * Thread-safe. A process that dies at any moment leaves nothing half: what it left is swept when
 * the archive is opened again.
 */
public final class Archive implements AutoCloseable {
  /** How long a file that was replaced can still be opened by who has its old record. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final Database database;
  private final ArchiveFiles files;
  private final Staging staging;
  private final FreeSpace freeSpace;
  private final long minimumFreeBytes;
  private final InstanceRows rows;
  private final Journal journal;
  private final SameContent content;
  private final Storing storing;
  private final Replacing replacing;

  private Archive(
      ArchiveSettings settings, Database database, FrameCodecPool codecs, ArchiveProbes probes)
      throws IOException {
    this.database = database;
    this.files = new ArchiveFiles(settings.directory(), settings.layout());
    this.staging = new Staging(settings.directory().resolve("staging"));
    this.freeSpace = probes.freeSpace();
    this.minimumFreeBytes = settings.minimumFreeBytes();
    this.rows = new InstanceRows(files);
    ArchiveParts parts = new ArchiveParts(database, files, staging, rows, new KeyedLocks());
    Reindexing reindexing = new Reindexing(parts);
    JournalEmptying emptying = new JournalEmptying(parts, reindexing);
    JournalSegments segments = new JournalSegments(JournalDisk.at(files.journal()), emptying);
    new JournalReplay(parts, reindexing, emptying).run(segments);
    new Sweep(database, files, staging).run();
    this.journal = new Journal(segments);
    this.content = new SameContent(new FramesDigest(codecs));
    this.replacing = new Replacing(parts, probes.steps(), GRACE);
    this.storing =
        new Storing(
            parts,
            new Twins(parts, content, replacing),
            new JournaledStoring(parts, journal, reindexing, probes.steps()),
            probes.steps());
  }

  /** Opens the archive and sweeps what a dead process left. */
  public static Archive open(ArchiveSettings settings, Database database, FrameCodecPool codecs)
      throws IOException {
    Files.createDirectories(settings.directory());
    ArchiveProbes probes =
        new ArchiveProbes(FreeSpace.of(settings.directory()), StoreSteps.UNWATCHED);
    return open(settings, database, codecs, probes);
  }

  /** As above, with its disk measured and its steps watched by someone else. */
  public static Archive open(
      ArchiveSettings settings, Database database, FrameCodecPool codecs, ArchiveProbes probes)
      throws IOException {
    return new Archive(settings, database, codecs, probes);
  }

  /** Where callers write what they are about to offer. */
  public Staging staging() {
    return staging;
  }

  /** Whether anything more is taken: ask before reading an instance from a peer. */
  public boolean hasRoom() throws IOException {
    return freeSpace.usableBytes() >= minimumFreeBytes;
  }

  /**
   * Takes one instance. When this returns {@code Stored} or {@code AlreadyStored}, it and the
   * hook's rows survive whatever comes, and whoever asks for it finds its file; the offered file is
   * gone whatever comes.
   *
   * @throws IOException when the disk fails; nothing of the instance is left
   */
  public StoreOutcome store(Incoming incoming) throws IOException {
    if (!hasRoom()) {
      incoming.discard();
      return new StoreOutcome.Refused(
          StoreOutcome.Refusal.OUT_OF_RESOURCES, "less room than the archive keeps free");
    }
    return storing.store(incoming);
  }

  /** Takes an instance made here, such as an SR; written as explicit VR little endian. */
  public StoreOutcome store(Attributes dataset, String source, StoredHook hook) throws IOException {
    Path file = staging.create();
    Attributes meta =
        FileMeta.of(
            dataset.string(Tag.SOPClassUID, ""),
            dataset.string(Tag.SOPInstanceUID, ""),
            UID.ExplicitVRLittleEndian,
            "");
    try {
      Part10Writer.write(file, meta, dataset);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      return FreeSpace.outcomeOf(e);
    }
    return store(Incoming.of(file, source).with(hook));
  }

  public Optional<InstanceRecord> instance(String sopInstanceUID) {
    return database.read(handle -> rows.find(handle, sopInstanceUID));
  }

  /** SHA-256, hex, of the data set of an instance as it first arrived, without group 2. */
  public String receivedDigest(InstanceRecord instance) throws IOException {
    return Digests.received(instance);
  }

  /**
   * Whether a copy that another system keeps is of the same substance as the instance here: its
   * UIDs, pixels, report or document; not what a PACS may coerce. The copy is only read.
   */
  public boolean agreesWith(InstanceRecord instance, Path copy) throws IOException {
    return content.sameSubstance(
        DicomFile.read(instance.file()), instance.framesDigest(), DicomFile.read(copy));
  }

  /** Every instance of a study, by series. */
  public List<InstanceRecord> instances(String studyInstanceUID) {
    return database.read(handle -> rows.ofStudy(handle, studyInstanceUID));
  }

  /** The provenance of what the index shows of an instance: values whose encoding was repaired. */
  public List<RepairedText> repairedText(String sopInstanceUID) {
    return database.read(handle -> RepairedTextRows.of(handle, sopInstanceUID));
  }

  /** Those of the instances that are not here. */
  public Set<String> missing(Collection<String> sopInstanceUIDs) {
    Set<String> missing = new HashSet<>();
    database.read(handle -> {
      for (String uid : sopInstanceUIDs) {
        if (InstanceRows.pathOf(handle, uid).isEmpty()) {
          missing.add(uid);
        }
      }
      return missing;
    });
    return missing;
  }

  /** When the last new instance of a study came; empty when none is here. */
  public Optional<Instant> lastStoredAt(String studyInstanceUID) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT MAX(stored_at) AS last FROM instance WHERE study_instance_uid = :uid")
            .bind("uid", studyInstanceUID)
            .map(Row.to(row -> row.instantIfAny("last")))
            .one());
  }

  /**
   * Puts a proven compressed form in the place of an instance's file. Readers that hold the old
   * record can open the old file for a minute more.
   *
   * @param compressed made in {@link #staging()}; taken away
   */
  public InstanceRecord replaceWithCompressed(
      InstanceRecord seen, Path compressed, String framesDigest) throws IOException {
    return replacing.replace(
        seen, compressed, new Replacing.Proved(framesDigest, ProofState.LOSSLESS));
  }

  /** Notes what is known of an instance's pixels; its file stays as it is. */
  public InstanceRecord mark(InstanceRecord seen, ProofState proof, String framesDigest) {
    return replacing.mark(seen, proof, framesDigest);
  }

  /** Whether files stay as they came (layout {@code pacs}). */
  public boolean keepsOriginals() {
    return files.keepsOriginals();
  }

  /** What a person must judge, the oldest first. */
  public List<Quarantined> quarantine() {
    return database.read(handle -> QuarantineRows.all(handle, files));
  }

  public ArchiveStatistics statistics() throws IOException {
    long free = freeSpace.usableBytes();
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT COUNT(*) AS instances, COALESCE(SUM(size_bytes), 0) AS bytes,
                  (SELECT COUNT(*) FROM quarantined WHERE judged_at IS NULL) AS quarantined FROM instance\
                """)
            .map(
                Row.to(row ->
                    new ArchiveStatistics(
                        row.number("instances"),
                        row.number("bytes"),
                        free,
                        row.number("quarantined"))))
            .one());
  }

  /** Files that were replaced and still wait are swept at the next start. */
  @Override
  public void close() {
    journal.close();
    replacing.close();
  }
}
