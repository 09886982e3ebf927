package vn.lienvien.dicom.codec;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The few platform threads on which frames are encoded and decoded, and the native library they
 * use. Native code would pin the carrier of a virtual thread; here the virtual thread only waits.
 * Safe for many threads; one pool serves the whole process.
 */
public final class FrameCodecPool implements AutoCloseable {
  /** For a frame of any size, on any machine, beside any load. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final CodecSettings settings;
  private final OpenJpegLibrary library;
  private final ExecutorService threads;
  private final Jpeg2000Encoder encoder;
  private final Jpeg2000Decoder decoder;
  private final @Nullable DecoderProcesses processes;
  private final SecondOpinion secondOpinion;

  private FrameCodecPool(CodecSettings settings, OpenJpegLibrary library) {
    this.settings = settings;
    this.library = library;
    encoder = new Jpeg2000Encoder(library);
    decoder = new Jpeg2000Decoder(library);
    secondOpinion = new SecondOpinion(settings.secondDecoderEvery(), new JavaJpeg2000Decoder());
    processes =
        settings.isolated() ? new DecoderProcesses(DecoderCommand.of(settings), PATIENCE) : null;
    threads =
        Executors.newFixedThreadPool(
            settings.threads(), Thread.ofPlatform().daemon().name("codec-", 1).factory());
  }

  /**
   * @throws IOException when OpenJPEG cannot be loaded; the message says what to change
   */
  public static FrameCodecPool open(CodecSettings settings) throws IOException {
    return new FrameCodecPool(settings, OpenJpegLibrary.open(settings));
  }

  /** For the start-up log and the conformance page, for example "OpenJPEG 2.5.4". */
  public String description() {
    return "OpenJPEG " + library.version();
  }

  CodecSettings settings() {
    return settings;
  }

  Jpeg2000Encoder jpeg2000Encoder() {
    return encoder;
  }

  /** For codestreams that were made here a moment ago. */
  Jpeg2000Decoder jpeg2000Decoder() {
    return decoder;
  }

  /** For codestreams that came from elsewhere. */
  Jpeg2000Decoding foreignJpeg2000Decoder() {
    return processes == null ? decoder : processes;
  }

  SecondOpinion secondOpinion() {
    return secondOpinion;
  }

  <T> Future<T> submit(Callable<T> work) {
    return threads.submit(work);
  }

  /**
   * Runs the work on a codec thread and waits; never called from a codec thread, which would wait
   * for itself.
   */
  <T> T call(Callable<T> work) throws IOException {
    return result(submit(work));
  }

  /** Work on one frame, done on a codec thread. */
  @FunctionalInterface
  interface FrameWork<T> {
    T of(int frameIndex) throws IOException;
  }

  /** Takes results in the order of frames, on the calling thread. */
  @FunctionalInterface
  interface FrameSink<T> {
    void take(T result) throws IOException;
  }

  /** Works on frames at once, but never on more than a few ahead of the one that is taken next. */
  <T> void inOrder(int frames, FrameWork<T> work, FrameSink<T> sink) throws IOException {
    Deque<Future<T>> ahead = new ArrayDeque<>();
    int window = 2 * settings.threads();
    try {
      for (int next = 0, taken = 0; taken < frames; taken++) {
        for (; next < frames && ahead.size() < window; next++) {
          int frameIndex = next;
          ahead.add(submit(() -> work.of(frameIndex)));
        }
        sink.take(result(ahead.remove()));
      }
    } finally {
      ahead.forEach(future -> future.cancel(false));
    }
  }

  /** The work's result, or the exception it ended with; an interrupt cancels it. */
  static <T> T result(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(false);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a frame was worked on");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException known -> throw known;
        case RuntimeException unexpected -> throw unexpected;
        case Error fatal -> throw fatal;
        case null, default -> throw new IOException(e);
      }
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        // The library must outlive the frames that are in native code now; there are only a few.
        threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (processes != null) {
      processes.close();
    }
    library.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
