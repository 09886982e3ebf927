package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.StoreOutcome;

/**
 * Brings the proven files of a parcel into the archive, several at a time: each waits for the disk,
 * and the disk serves several with one force. Thread-safe.
 */
final class Filing {
  private static final int AT_ONCE = 16;

  private final ObjectStore objects;
  private final ExecutorService threads;
  private final Semaphore room = new Semaphore(AT_ONCE);

  Filing(ObjectStore objects, ExecutorService threads) {
    this.objects = objects;
    this.threads = threads;
  }

  /** Archives every file; returns why the parcel cannot be committed, or nothing. */
  Optional<CommitOutcome> store(ParcelManifest manifest, List<Path> files) throws IOException {
    List<Future<StoreOutcome>> stored = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      ParcelObject object = manifest.objects().get(i);
      stored.add(threads.submit(() -> store(file, object, manifest.fromSiteId())));
    }
    Optional<CommitOutcome> obstacle = Optional.empty();
    for (int i = 0; i < stored.size(); i++) {
      Optional<CommitOutcome> one = obstacle(i + 1, result(stored.get(i)));
      obstacle = obstacle.isPresent() ? obstacle : one;
    }
    return obstacle;
  }

  private StoreOutcome store(Path file, ParcelObject object, String fromSiteId)
      throws IOException, InterruptedException {
    room.acquire();
    try {
      StoreOutcome outcome = objects.store(file, object, fromSiteId);
      if (outcome instanceof StoreOutcome.Stored stored
          && !stored.instance().fileDigest().equals(object.fileDigest())) {
        throw new IOException("what was archived is not the file that was proved");
      }
      return outcome;
    } finally {
      room.release();
    }
  }

  private static StoreOutcome result(Future<StoreOutcome> one) throws IOException {
    try {
      return one.get();
    } catch (ExecutionException e) {
      throw new IOException("an object could not be archived", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while objects were being archived", e);
    }
  }

  private static Optional<CommitOutcome> obstacle(int number, StoreOutcome outcome) {
    String which = "object " + number + ": ";
    return switch (outcome) {
      case StoreOutcome.Stored stored -> Optional.empty();
      case StoreOutcome.AlreadyStored stored -> Optional.empty();
      case StoreOutcome.Conflicting conflicting ->
          Optional.of(
              new CommitOutcome.Refused(
                  which + "the archive holds other content under its UID; quarantined"));
      case StoreOutcome.Refused refused ->
          Optional.of(
              refused.refusal() == StoreOutcome.Refusal.OUT_OF_RESOURCES
                  ? new CommitOutcome.Postponed("the archive is out of space")
                  : new CommitOutcome.Refused(which + "the archive cannot take it"));
    };
  }
}
