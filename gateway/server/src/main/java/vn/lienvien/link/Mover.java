package vn.lienvien.link;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Moves the parcels of one direction during one session: four chunks in flight over two
 * connections; beginnings and ends, which wait for disks and digests, beside them. The session ends
 * at the first broken connection.
 */
final class Mover implements AutoCloseable {
  private static final int CHUNKS_IN_FLIGHT = 4;

  private final TransferQueue queue = new TransferQueue();
  private final Carriage carriage;
  private final ExecutorService threads;
  private final Consumer<Exception> broken;
  private final Consumer<String> setAside;
  private final Semaphore beside = new Semaphore(3);

  /**
   * Prepares one direction.
   *
   * @param broken hears of a broken connection, possibly several times
   * @param setAside hears in words why a parcel cannot go on
   */
  Mover(
      Carriage carriage,
      ExecutorService threads,
      Consumer<Exception> broken,
      Consumer<String> setAside) {
    this.carriage = carriage;
    this.threads = threads;
    this.broken = broken;
    this.setAside = setAside;
  }

  TransferQueue queue() {
    return queue;
  }

  void start() {
    for (int i = 0; i < CHUNKS_IN_FLIGHT; i++) {
      int lane = i;
      threads.execute(() -> guarded(() -> work(lane)));
    }
  }

  private void work(int lane) throws IOException, InterruptedException {
    while (true) {
      var step = queue.take();
      if (step.isEmpty()) {
        return;
      }
      switch (step.get()) {
        case TransferQueue.Step.Begin begin ->
            beside(begin.parcelId(), () -> carriage.begin(begin.parcelId()));
        case TransferQueue.Step.End end ->
            beside(end.parcelId(), () -> carriage.end(end.parcelId()));
        case TransferQueue.Step.Carry carry -> {
          ChunkOutcome outcome = carriage.carry(carry.parcelId(), carry.chunk(), lane);
          if (queue.report(carry, outcome)) {
            setAside.accept("chunks of parcel " + carry.parcelId() + " keep arriving corrupted");
            carriage.doubt(carry.parcelId());
          }
        }
      }
    }
  }

  private interface Stage {
    Progress run() throws IOException, InterruptedException;
  }

  private void beside(String parcelId, Stage stage) {
    threads.execute(() ->
        guarded(() -> {
          beside.acquire();
          try {
            Progress progress = stage.run();
            if (progress instanceof Progress.SetAside aside) {
              setAside.accept("parcel " + parcelId + ": " + aside.reason());
            }
            queue.report(parcelId, progress);
          } finally {
            beside.release();
          }
        }));
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void guarded(Work work) {
    try {
      work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      broken.accept(e);
    }
  }

  @Override
  public void close() {
    queue.close();
  }
}
