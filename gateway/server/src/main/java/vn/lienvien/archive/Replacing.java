package vn.lienvien.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.ProofState;

/**
 * Puts a compressed file in an original's place: forced, named beside it, one row update, and the
 * original is deleted a while after the commit. A death between any two steps leaves one file with
 * a row and an intent that names both.
 */
final class Replacing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Replacing.class);

  private final ArchiveParts parts;
  private final StoreSteps steps;
  private final Duration grace;
  private final Sweep sweep;
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("archive-replaced").factory());

  Replacing(ArchiveParts parts, StoreSteps steps, Duration grace) {
    this.parts = parts;
    this.steps = steps;
    this.grace = grace;
    this.sweep = new Sweep(parts.database(), parts.files(), parts.staging());
  }

  /** What is known of the pixels in the file that takes another's place. */
  record Proved(String framesDigest, ProofState proof) {}

  InstanceRecord replace(InstanceRecord seen, Path compressed, Proved proved) throws IOException {
    try (KeyedLocks.Held _ = parts.locks().lock(seen.sopInstanceUID())) {
      InstanceRecord next = record(seen, compressed, proved);
      String before =
          parts
              .database()
              .read(handle -> InstanceRows.pathOf(handle, seen.sopInstanceUID()))
              .orElseThrow(() -> new IllegalArgumentException("no such instance"));
      String after = ArchiveFiles.besides(before);
      commit(compressed, seen, at(next, parts.files().absolute(after)), List.of(before, after));
      return at(next, parts.files().absolute(after));
    } finally {
      Files.deleteIfExists(compressed);
    }
  }

  private void commit(
      Path compressed, InstanceRecord seen, InstanceRecord next, List<String> beforeAndAfter)
      throws IOException {
    String after = beforeAndAfter.getLast();
    ArchiveFiles.force(compressed);
    steps.reached(StoreSteps.Step.FILE_FORCED);
    Path intent = parts.staging().intend(beforeAndAfter);
    try {
      parts.files().rename(compressed, after);
      steps.reached(StoreSteps.Step.RENAMED);
      parts.files().forceDirectory(after);
      steps.reached(StoreSteps.Step.DIRECTORY_FORCED);
      update(seen, next, after);
      steps.reached(StoreSteps.Step.COMMITTED);
    } catch (IOException | RuntimeException e) {
      settle(intent);
      throw e;
    }
    var unused = later.schedule(() -> settle(intent), grace.toMillis(), TimeUnit.MILLISECONDS);
  }

  InstanceRecord mark(InstanceRecord seen, ProofState proof, String framesDigest) {
    InstanceRecord next =
        new InstanceRecord(
            seen.sopInstanceUID(),
            seen.sopClassUID(),
            seen.seriesInstanceUID(),
            seen.studyInstanceUID(),
            seen.transferSyntaxUID(),
            seen.originalTransferSyntaxUID(),
            seen.file(),
            seen.sizeBytes(),
            seen.fileDigest(),
            seen.receivedDigest(),
            framesDigest,
            proof,
            seen.numberOfFrames(),
            seen.storedAt());
    String path =
        parts
            .database()
            .read(handle -> InstanceRows.pathOf(handle, seen.sopInstanceUID()))
            .orElseThrow(() -> new IllegalArgumentException("no such instance"));
    update(seen, next, path);
    return next;
  }

  private void update(InstanceRecord seen, InstanceRecord next, String path) {
    parts
        .database()
        .commit(transaction -> {
          if (!InstanceRows.update(transaction.handle(), next, path, seen.fileDigest())) {
            throw new IllegalStateException("the instance has changed since it was read");
          }
        });
  }

  private static InstanceRecord record(InstanceRecord seen, Path compressed, Proved proved)
      throws IOException {
    return new InstanceRecord(
        seen.sopInstanceUID(),
        seen.sopClassUID(),
        seen.seriesInstanceUID(),
        seen.studyInstanceUID(),
        DicomFile.read(compressed).transferSyntaxUID(),
        seen.originalTransferSyntaxUID(),
        compressed,
        Files.size(compressed),
        Digests.ofFile(compressed),
        Digests.received(seen),
        proved.framesDigest(),
        proved.proof(),
        seen.numberOfFrames(),
        seen.storedAt());
  }

  private static InstanceRecord at(InstanceRecord record, Path file) {
    return new InstanceRecord(
        record.sopInstanceUID(),
        record.sopClassUID(),
        record.seriesInstanceUID(),
        record.studyInstanceUID(),
        record.transferSyntaxUID(),
        record.originalTransferSyntaxUID(),
        file,
        record.sizeBytes(),
        record.fileDigest(),
        record.receivedDigest(),
        record.framesDigest(),
        record.proof(),
        record.numberOfFrames(),
        record.storedAt());
  }

  private void settle(Path intent) {
    try {
      sweep.settle(intent);
    } catch (IOException | RuntimeException e) {
      LOG.warn("a replaced file is swept at the next start: {}", e.getClass().getName());
    }
  }

  /** What still waits is swept at the next start. */
  @Override
  public void close() {
    later.shutdownNow();
  }
}
