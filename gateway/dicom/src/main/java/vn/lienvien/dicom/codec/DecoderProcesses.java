package vn.lienvien.dicom.codec;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import vn.lienvien.dicom.codec.FrameCodecException.Refusal;

/**
 * Decodes codestreams that others made in processes of their own: a crash, an endless loop or an
 * appetite of the native decoder costs that frame and nothing else. As many processes as threads
 * call at once; each serves one frame after the other, and goes when it has had nothing to do for a
 * while. Safe for many threads.
 */
final class DecoderProcesses implements Jpeg2000Decoding, AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(30);

  /** OpenJPEG decodes ten times as many bytes in a second on a slow machine. */
  private static final int SLOWEST_BYTES_PER_MILLI = 1000;

  private final List<String> command;
  private final Duration patience;
  private final ScheduledExecutorService watchdog =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("codec-watchdog").factory());
  private final Deque<Idle> idle = new ArrayDeque<>();
  private final Set<DecoderProcess> busy = new HashSet<>();
  private boolean closed;

  private record Idle(DecoderProcess process, long sinceNanos) {}

  /**
   * @param patience how long any frame may take; large ones get more
   */
  DecoderProcesses(List<String> command, Duration patience) {
    this.command = command;
    this.patience = patience;
    watchdog.scheduleWithFixedDelay(
        () -> endIdle(IDLE), IDLE.toMillis(), IDLE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public byte[] decode(byte[] codestream, Jpeg2000Format format) throws FrameCodecException {
    long limit = patience.toMillis() + format.frameBytes() / SLOWEST_BYTES_PER_MILLI;
    DecoderProcess process = take();
    Future<?> alarm = watchdog.schedule(process::close, limit, TimeUnit.MILLISECONDS);
    boolean healthy = false;
    try {
      byte[] frame = process.decode(new DecoderMessages.Request((int) limit, format, codestream));
      healthy = true;
      return frame;
    } catch (FrameCodecException e) {
      healthy = true;
      throw e;
    } catch (IOException e) {
      throw new FrameCodecException(
          Refusal.DECODER_FAILED,
          alarm.isDone()
              ? "the decoder did not end within " + limit + " ms and was stopped"
              : "the decoder's process ended over this frame",
          e);
    } finally {
      alarm.cancel(false);
      giveBack(process, healthy);
    }
  }

  private DecoderProcess take() throws FrameCodecException {
    synchronized (idle) {
      if (closed) {
        throw new FrameCodecException(Refusal.DECODER_FAILED, "the codecs have been closed");
      }
      while (!idle.isEmpty()) {
        DecoderProcess process = idle.pop().process();
        if (process.isAlive()) {
          busy.add(process);
          return process;
        }
      }
    }
    try {
      DecoderProcess process = DecoderProcess.start(command);
      synchronized (idle) {
        busy.add(process);
      }
      return process;
    } catch (IOException e) {
      throw new FrameCodecException(
          Refusal.DECODER_FAILED, "no process for decoding can be started: " + e.getMessage(), e);
    }
  }

  private void giveBack(DecoderProcess process, boolean healthy) {
    synchronized (idle) {
      busy.remove(process);
      if (healthy && !closed) {
        idle.push(new Idle(process, System.nanoTime()));
        return;
      }
    }
    process.close();
  }

  /** Ends the processes that have had nothing to do for so long. */
  void endIdle(Duration longest) {
    synchronized (idle) {
      long now = System.nanoTime();
      idle.removeIf(one -> {
        boolean old = now - one.sinceNanos() >= longest.toNanos();
        if (old) {
          one.process().close();
        }
        return old;
      });
    }
  }

  /** Processes that wait or work. */
  int count() {
    synchronized (idle) {
      return idle.size() + busy.size();
    }
  }

  @Override
  public void close() {
    watchdog.shutdownNow();
    synchronized (idle) {
      closed = true;
      busy.forEach(DecoderProcess::close);
    }
    endIdle(Duration.ZERO);
  }
}
