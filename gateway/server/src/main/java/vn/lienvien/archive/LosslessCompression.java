package vn.lienvien.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import vn.lienvien.database.Database;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.LosslessTranscoder;
import vn.lienvien.dicom.codec.TranscodeOutcome;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.Job;
import vn.lienvien.model.JobKind;
import vn.lienvien.model.JobOutcome;
import vn.lienvien.model.ProofState;
import vn.lienvien.outbox.JobHandler;
import vn.lienvien.outbox.Outbox;

/**
 * PREPARE_IMAGES: compresses and proves every expected instance of a case, each in a transaction of
 * its own, so that a kill loses one instance's work at most. Then the case goes on.
 */
public final class LosslessCompression implements JobHandler {
  private static final Duration UNTIL_MORE_HAVE_COME = Duration.ofSeconds(30);

  private final Database database;
  private final Archive archive;
  private final Cases cases;
  private final Outbox outbox;
  private final LosslessTranscoder transcoder;
  private final BiConsumer<String, InstanceRecord> proven;

  public LosslessCompression(
      Database database, Archive archive, Cases cases, Outbox outbox, FrameCodecPool codecs) {
    this(database, archive, cases, outbox, codecs, (caseId, instance) -> {});
  }

  /**
   * @param proven hears of each instance of a case as soon as it is compressed and proved
   */
  public LosslessCompression(
      Database database,
      Archive archive,
      Cases cases,
      Outbox outbox,
      FrameCodecPool codecs,
      BiConsumer<String, InstanceRecord> proven) {
    this.database = database;
    this.archive = archive;
    this.cases = cases;
    this.outbox = outbox;
    this.proven = proven;
    this.transcoder = new LosslessTranscoder(codecs);
  }

  @Override
  public JobOutcome run(Job job) throws IOException, InterruptedException {
    List<InstanceRecord> unproved = new ArrayList<>();
    int missing = 0;
    for (String uid : cases.expected(job.subject())) {
      Optional<InstanceRecord> instance = archive.instance(uid);
      missing += instance.isEmpty() ? 1 : 0;
      instance.filter(i -> i.proof() == ProofState.UNPROVED).ifPresent(unproved::add);
    }
    proveAll(job.subject(), unproved);
    if (missing > 0) {
      return new JobOutcome.RetryLater(
          UNTIL_MORE_HAVE_COME, missing + " expected instances are not here");
    }
    database.commit(transaction ->
        outbox.put(
            transaction, JobKind.ADVANCE_CASE, job.subject(), job.priority(), Duration.ZERO));
    return JobOutcome.DONE;
  }

  /** Two files at a time: while one waits for the disk, the other fills the codec's threads. */
  private void proveAll(String caseId, List<InstanceRecord> unproved)
      throws IOException, InterruptedException {
    try (ExecutorService files = Executors.newFixedThreadPool(2, Thread.ofVirtual().factory())) {
      List<Future<?>> running = new ArrayList<>();
      for (InstanceRecord instance : unproved) {
        running.add(
            files.submit(() -> {
              proven.accept(caseId, prove(instance));
              return true;
            }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("an instance cannot be compressed", e.getCause());
    }
  }

  private InstanceRecord prove(InstanceRecord instance) throws IOException {
    Path target = archive.staging().create();
    try {
      return switch (transcoder.compress(instance.file(), target)) {
        case TranscodeOutcome.Compressed compressed ->
            keep(instance, target, compressed.framesDigest());
        case TranscodeOutcome.Unchanged(
                TranscodeOutcome.Reason reason,
                String framesDigest,
                String _) ->
            archive.mark(instance, stateOf(reason), framesDigest);
      };
    } finally {
      Files.deleteIfExists(target);
    }
  }

  private InstanceRecord keep(InstanceRecord instance, Path compressed, String framesDigest)
      throws IOException {
    return archive.keepsOriginals()
        ? archive.mark(instance, ProofState.NOT_COMPRESSIBLE, framesDigest)
        : archive.replaceWithCompressed(instance, compressed, framesDigest);
  }

  private static ProofState stateOf(TranscodeOutcome.Reason reason) {
    return switch (reason) {
      case NO_PIXELS -> ProofState.NO_PIXELS;
      case SMALL -> ProofState.SMALL;
      case ALREADY_COMPRESSED -> ProofState.ALREADY_COMPRESSED;
      case NOT_COMPRESSIBLE -> ProofState.NOT_COMPRESSIBLE;
    };
  }
}
