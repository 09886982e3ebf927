package vn.lienvien.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.archive.StoreSteps.Step;
import vn.lienvien.config.ArchiveSettings;
import vn.lienvien.database.Database;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.FramesDigest;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.StoreOutcome;

/** Promise one: what was acknowledged survives a kill at any step, and nothing half is left. */
final class ArchiveCrashTest {
  @TempDir Path directory;

  @Test
  void leavesALargeInstanceWholeOrNotAtAllWhereverItsStoreIsKilled() throws Exception {
    List<Step> steps =
        List.of(
            Step.READ,
            Step.FILE_FORCED,
            Step.RENAMED,
            Step.DIRECTORY_FORCED,
            Step.ROWS_WRITTEN,
            Step.COMMITTED);
    for (Step step : steps) {
      String uid = "1.2.3.1.1" + step.ordinal();
      assertThat(run("large", step.name(), uid)).isEqualTo(StoringProcess.HALTED);
      reopened(archive -> {
        boolean there = archive.instance(uid).isPresent();
        assertThat(there).as("row after %s", step).isEqualTo(step == Step.COMMITTED);
        assertThat(offer(archive, Samples.large(uid)))
            .isInstanceOf(there ? StoreOutcome.AlreadyStored.class : StoreOutcome.Stored.class);
      });
    }
  }

  @Test
  void hasWhatTheJournalHasThoughThePowerFailedBeforeAnythingElseWasForced() throws Exception {
    reopened(_ -> {});
    for (String way : List.of("store", "received")) {
      for (Step step : List.of(Step.READ, Step.JOURNALED, Step.NAMED, Step.DEFERRED)) {
        String uid = "1.2.3.1.3" + way.length() + step.ordinal();
        Path before = copyOfTheDatabase(way + step.name());
        List<Path> safe = files("objects");
        assertThat(run(way, step.name(), uid)).isEqualTo(StoringProcess.HALTED);
        cutThePower(before, safe);
        reopened(archive -> {
          boolean there = archive.instance(uid).isPresent();
          assertThat(there).as("%s: row after %s", way, step).isEqualTo(step != Step.READ);
          assertThat(offer(archive, Samples.slice(uid)))
              .isInstanceOf(there ? StoreOutcome.AlreadyStored.class : StoreOutcome.Stored.class);
        });
      }
    }
  }

  @Test
  void hasEverythingAcknowledgedAfterAPowerCutAndNothingOfATornTail() throws Exception {
    reopened(_ -> {});
    Path before = copyOfTheDatabase("forever");
    List<String> acknowledged = acknowledgedUntilKilled(25);
    cutThePower(before, List.of());
    tearTheLastRecord();
    reopened(archive -> {
      // the last record may be of an instance that was not acknowledged any more
      for (String line : acknowledged.subList(0, acknowledged.size() - 1)) {
        String[] words = line.split(" ", -1);
        InstanceRecord instance = archive.instance(words[1]).orElseThrow();
        assertThat(Digests.ofFile(instance.file())).isEqualTo(words[2]);
      }
    });
  }

  @Test
  void opensAndQuarantinesWhatTheJournalHasAndTheDatabaseRefuses() throws Exception {
    reopened(_ -> {});
    assertThat(run("store", "JOURNALED", "1.2.3.1.9")).isEqualTo(StoringProcess.HALTED);
    alterWidth(1);
    reopened(archive -> {
      assertThat(archive.instance("1.2.3.1.9")).isEmpty();
      assertThat(archive.quarantine()).hasSize(1);
      Quarantined kept = archive.quarantine().getFirst();
      assertThat(kept.sopInstanceUID()).isEqualTo("1.2.3.1.9");
      assertThat(kept.source()).contains("22001");
      assertThat(DicomFile.read(kept.file()).sopInstanceUID()).isEqualTo("1.2.3.1.9");
    });
    alterWidth(64);
    reopened(archive -> {
      assertThat(archive.quarantine()).hasSize(1);
      assertThat(offer(archive, Samples.slice("1.2.3.1.9")))
          .isInstanceOf(StoreOutcome.Stored.class);
    });
  }

  /** Of a column that every instance's row fills. */
  private void alterWidth(int width) {
    try (Database database = Database.open(directory.resolve("database"), Clock.systemUTC())) {
      database.commit(transaction ->
          transaction
              .handle()
              .execute("ALTER TABLE instance ALTER COLUMN sop_class_uid VARCHAR(" + width + ")"));
    }
  }

  @Test
  void keepsAnInstanceWithCallersRowsOnceTheJournalHasIt() throws Exception {
    for (Step step : List.of(Step.JOURNALED, Step.ROWS_WRITTEN, Step.COMMITTED)) {
      String uid = "1.2.3.1.4" + step.ordinal();
      assertThat(run("hooked", step.name(), uid)).isEqualTo(StoringProcess.HALTED);
      reopened(archive -> assertThat(archive.instance(uid)).as("after %s", step).isPresent());
    }
  }

  @Test
  void leavesTheOriginalOrItsCompressedFormWhereverAReplacementIsKilled() throws Exception {
    List<Step> steps =
        List.of(Step.FILE_FORCED, Step.RENAMED, Step.DIRECTORY_FORCED, Step.COMMITTED);
    for (StoreSteps.Step step : steps) {
      String uid = "1.2.3.1.2" + step.ordinal();
      assertThat(run("replace", step.name(), uid)).isEqualTo(StoringProcess.HALTED);
      reopened(archive -> {
        InstanceRecord instance = archive.instance(uid).orElseThrow();
        assertThat(instance.transferSyntaxUID())
            .as("after %s", step)
            .isEqualTo(step == Step.COMMITTED ? UID.JPEG2000Lossless : UID.ExplicitVRLittleEndian);
        assertThat(offer(archive, Samples.slice(uid)))
            .isEqualTo(new StoreOutcome.AlreadyStored(instance));
      });
    }
  }

  @Test
  void keepsEverythingThatItAcknowledgedBeforeAKill() throws Exception {
    List<String> acknowledged = acknowledgedUntilKilled(40);
    reopened(archive -> {
      for (String line : acknowledged) {
        String[] words = line.split(" ", -1);
        InstanceRecord instance = archive.instance(words[1]).orElseThrow();
        assertThat(Digests.ofFile(instance.file())).isEqualTo(words[2]);
      }
    });
  }

  private List<String> acknowledgedUntilKilled(int count) throws Exception {
    Process process = start("forever", "none", "1.2.3.1.7");
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        acknowledged.add(line);
        if (acknowledged.size() == count) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(count);
    return acknowledged;
  }

  private Path copyOfTheDatabase(String name) throws IOException {
    Path copy = Files.createDirectories(directory.resolve("before-" + name));
    Files.copy(directory.resolve("database/lienvien.mv.db"), copy.resolve("lienvien.mv.db"));
    return copy;
  }

  /** What was not forced is gone: rows since the copy, and the later half of each new file. */
  private void cutThePower(Path databaseBefore, List<Path> safe) throws IOException {
    Files.copy(
        databaseBefore.resolve("lienvien.mv.db"),
        directory.resolve("database/lienvien.mv.db"),
        StandardCopyOption.REPLACE_EXISTING);
    for (Path file : files("objects")) {
      if (!safe.contains(file)) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.truncate(channel.size() / 2);
        }
      }
    }
  }

  private void tearTheLastRecord() throws IOException {
    Path file = files("journal").getFirst();
    try (JournalSegment segment = JournalSegment.open(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      JournalSegment.Found last = segment.records().getLast();
      channel.truncate(last.offset() + last.length() / 2);
      // a file gets its name after the flush that this record did not survive
      Files.deleteIfExists(directory.resolve("archive").resolve(last.entry().path()));
    }
  }

  private interface Check {
    void on(Archive archive) throws IOException;
  }

  /** Opens what the dead process left, checks that files and rows agree, then the rest. */
  private void reopened(Check check) throws IOException {
    try (FrameCodecPool codecs = FrameCodecPool.open(CodecSettings.defaults());
        Database database = Database.open(directory.resolve("database"), Clock.systemUTC());
        Archive archive =
            Archive.open(
                new ArchiveSettings(
                    ArchiveSettings.Layout.GATEWAY, directory.resolve("archive"), 0),
                database,
                codecs)) {
      assertThat(files("staging")).isEmpty();
      List<InstanceRecord> rows = archive.instances(Samples.STUDY);
      assertThat(files("objects"))
          .containsExactlyInAnyOrderElementsOf(rows.stream().map(InstanceRecord::file).toList());
      FramesDigest digest = new FramesDigest(codecs);
      for (InstanceRecord row : rows) {
        assertThat(Digests.ofFile(row.file())).isEqualTo(row.fileDigest());
        if (!row.framesDigest().isEmpty()) {
          assertThat(digest.of(DicomFile.read(row.file()))).isEqualTo(row.framesDigest());
        }
      }
      check.on(archive);
    }
  }

  private static StoreOutcome offer(Archive archive, Attributes dataset) throws IOException {
    Path file = Samples.write(archive.staging().create(), dataset, UID.ExplicitVRLittleEndian);
    return archive.store(Incoming.of(file, "TEST"));
  }

  private List<Path> files(String part) throws IOException {
    try (Stream<Path> all = Files.walk(directory.resolve("archive").resolve(part))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private int run(String way, String step, String uid) throws Exception {
    Process process = start(way, step, uid);
    try (BufferedReader output = process.inputReader()) {
      output.lines().forEach(_ -> {});
    }
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private Process start(String way, String step, String uid) throws IOException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    return new ProcessBuilder(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            StoringProcess.class.getName(),
            directory.toString(),
            way,
            step,
            uid)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
