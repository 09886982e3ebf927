package vn.lienvien.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.config.ArchiveSettings;
import vn.lienvien.database.Database;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.ProofState;

/** What the journal holds reaches its place, whatever the place looks like by then. */
final class JournalReplayTest {
  private static final String INSTANCE = "1.2.3.1.1";
  private static final String PATH = "objects/ab/abc.dcm";

  @TempDir Path directory;
  private Database database;
  private ArchiveParts parts;
  private Reindexing reindexing;
  private JournalEmptying emptying;

  @BeforeEach
  void open() throws IOException {
    database = Database.open(directory.resolve("database"), Clock.systemUTC());
    Path root = directory.resolve("archive");
    ArchiveFiles files = new ArchiveFiles(root, ArchiveSettings.Layout.GATEWAY);
    Staging staging = new Staging(root.resolve("staging"));
    parts = new ArchiveParts(database, files, staging, new InstanceRows(files), new KeyedLocks());
    reindexing = new Reindexing(parts);
    emptying = new JournalEmptying(parts, reindexing);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void takesTheLaterOfTwoRecordsOfAnInstanceBecauseOnlyThatWasAcknowledged() throws IOException {
    Path refused = staged("Trước");
    Path acknowledged = staged("Sau");
    String digest = Digests.ofFile(acknowledged);
    JournalSegments left = journal();
    left.eraseAll();
    left.append(entry(), new JournalContent.InFile(refused)).release();
    left.append(entry(), new JournalContent.InFile(acknowledged)).release();
    left.force();
    JournalSegments found = journal();
    new JournalReplay(parts, reindexing, emptying).run(found);
    InstanceRecord row = database.read(handle -> parts.rows().find(handle, INSTANCE)).orElseThrow();
    assertThat(row.fileDigest()).isEqualTo(digest);
    assertThat(Digests.ofFile(parts.files().absolute(PATH))).isEqualTo(digest);
    assertThat(journal().left()).isEmpty();
  }

  @Test
  void makesAFileAnewWhoseForceHasFailedInsteadOfForcingItAgain() throws IOException {
    Path staged = staged("Tên");
    JournalEntry entry = entry();
    Path file = parts.files().absolute(PATH);
    try (JournalSegment segment = JournalSegment.open(directory.resolve("a.journal"))) {
      segment.begin(1);
      segment.append(entry, new JournalContent.InFile(staged));
      parts.files().name(staged, PATH);
      reindexing.index(entry);
      byte[] whole = Files.readAllBytes(file);
      Files.delete(file);
      Files.createDirectory(file); // a directory cannot be forced as a file
      assertThatThrownBy(() -> emptying.force(segment)).isInstanceOf(IOException.class);
      Files.delete(file);
      Files.write(file, new byte[whole.length]); // what a failed write may leave on the disk
      emptying.force(segment);
      assertThat(file).hasBinaryContent(whole);
    }
  }

  private JournalSegments journal() throws IOException {
    return new JournalSegments(JournalDisk.at(directory.resolve("archive/journal")), emptying);
  }

  private Path staged(String patientName) throws IOException {
    return Samples.write(
        parts.staging().create(),
        Samples.slice(INSTANCE).set(Tag.PatientName, patientName),
        UID.ExplicitVRLittleEndian);
  }

  private static JournalEntry entry() {
    return new JournalEntry(
        INSTANCE, PATH, "", ProofState.UNPROVED, Instant.EPOCH, "detect", false);
  }
}
