package vn.lienvien.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.config.ArchiveSettings;
import vn.lienvien.database.Database;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.FramesDigest;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.StoreOutcome;

/** Promise one: what was acknowledged survives a kill at any step, and nothing half is left. */
final class ArchiveCrashTest {
  @TempDir Path directory;

  @Test
  void leavesAWholeInstanceOrNoneWhereverAStoreIsKilled() throws Exception {
    for (StoreSteps.Step step : StoreSteps.Step.values()) {
      String uid = "1.2.3.1.1" + step.ordinal();
      assertThat(run("store", step.name(), uid)).isEqualTo(StoringProcess.HALTED);
      reopened(archive -> {
        boolean there = archive.instance(uid).isPresent();
        assertThat(there).as("row after %s", step).isEqualTo(step == StoreSteps.Step.COMMITTED);
        assertThat(offer(archive, uid))
            .isInstanceOf(there ? StoreOutcome.AlreadyStored.class : StoreOutcome.Stored.class);
      });
    }
  }

  @Test
  void leavesTheOriginalOrItsCompressedFormWhereverAReplacementIsKilled() throws Exception {
    List<StoreSteps.Step> steps =
        List.of(
            StoreSteps.Step.FILE_FORCED,
            StoreSteps.Step.RENAMED,
            StoreSteps.Step.DIRECTORY_FORCED,
            StoreSteps.Step.COMMITTED);
    for (StoreSteps.Step step : steps) {
      String uid = "1.2.3.1.2" + step.ordinal();
      assertThat(run("replace", step.name(), uid)).isEqualTo(StoringProcess.HALTED);
      reopened(archive -> {
        InstanceRecord instance = archive.instance(uid).orElseThrow();
        assertThat(instance.transferSyntaxUID())
            .as("after %s", step)
            .isEqualTo(
                step == StoreSteps.Step.COMMITTED
                    ? UID.JPEG2000Lossless
                    : UID.ExplicitVRLittleEndian);
        assertThat(offer(archive, uid)).isEqualTo(new StoreOutcome.AlreadyStored(instance));
      });
    }
  }

  @Test
  void keepsEverythingThatItAcknowledgedBeforeAKill() throws Exception {
    Process process = start("forever", "none", "1.2.3.1.7");
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        acknowledged.add(line);
        if (acknowledged.size() == 40) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(40);
    reopened(archive -> {
      for (String line : acknowledged) {
        String[] words = line.split(" ", -1);
        InstanceRecord instance = archive.instance(words[1]).orElseThrow();
        assertThat(Digests.ofFile(instance.file())).isEqualTo(words[2]);
      }
    });
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

  private static StoreOutcome offer(Archive archive, String uid) throws IOException {
    Path file =
        Samples.write(archive.staging().create(), Samples.slice(uid), UID.ExplicitVRLittleEndian);
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
