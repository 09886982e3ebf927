package vn.lienvien.dicom.codec;

import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.DicomFormatException;
import vn.lienvien.dicom.io.NativePixelData;

/**
 * Measures encoding and decoding of frames in memory, for scripts/bench/codec.sh beside j2k-loop.c.
 *
 * <pre>
 * CodecBench frames DATA OUT              writes the frames of native files below DATA for both sides
 * CodecBench run FRAMES THREADS SECONDS   prints "encode MB/s" and "decode MB/s" of raw pixels
 * CodecBench proof FRAMES SECONDS         "encode", "proof", "decode", "isolated" of one thread
 * CodecBench ratio FRAMES                 prints "ratio X"
 * </pre>
 */
public final class CodecBench {
  private static final int MAX_FRAMES = 60;
  private static final long WARM_UP_NANOS = 2_000_000_000L;

  private CodecBench() {}

  private record Sample(Jpeg2000Format format, byte[] cells, byte[] codestream) {}

  public static void main(String[] arguments) throws Exception {
    Path frames = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "frames" -> writeFrames(frames, Path.of(arguments[2]));
      case "ratio" -> ratio(frames);
      case "proof" -> proof(frames, nanos(arguments[2]));
      default -> run(frames, Integer.parseInt(arguments[2]), nanos(arguments[3]));
    }
  }

  private static long nanos(String seconds) {
    return (long) (Double.parseDouble(seconds) * 1e9);
  }

  private static void ratio(Path frames) throws IOException {
    try (FrameCodecPool pool = FrameCodecPool.open(CodecSettings.defaults())) {
      double raw = 0;
      double coded = 0;
      for (BenchFrames.Frame frame : BenchFrames.read(frames)) {
        Sample sample = sample(frame, pool);
        raw += sample.cells().length;
        coded += sample.codestream().length;
      }
      System.out.printf(Locale.ROOT, "ratio %.4f%n", raw / coded);
    }
  }

  /** What the proof and the other process cost: the same frames with and without. */
  private static void proof(Path frames, long nanos) throws Exception {
    try (FrameCodecPool pool = FrameCodecPool.open(CodecSettings.defaults().withThreads(1))) {
      List<Sample> samples = BenchFrames.read(frames).stream().map(f -> sample(f, pool)).toList();
      Map<String, Step> steps = new LinkedHashMap<>();
      steps.put("encode", sample -> pool.jpeg2000Encoder().encode(sample.cells(), sample.format()));
      steps.put(
          "proof",
          sample -> {
            byte[] codestream = pool.jpeg2000Encoder().encode(sample.cells(), sample.format());
            byte[] cells = pool.jpeg2000Decoder().decode(codestream, sample.format());
            pool.secondOpinion().ask(codestream, sample.format(), sample.cells());
            return Arrays.equals(cells, sample.cells()) ? FrameHashes.of(cells) : new byte[0];
          });
      steps.put(
          "decode", sample -> pool.jpeg2000Decoder().decode(sample.codestream(), sample.format()));
      steps.put(
          "isolated",
          sample -> pool.foreignJpeg2000Decoder().decode(sample.codestream(), sample.format()));
      for (Map.Entry<String, Step> step : steps.entrySet()) {
        warmUp(pool, 1, samples, step.getValue());
        print(step.getKey(), measure(pool, 1, nanos, samples, step.getValue()));
      }
    }
  }

  private static void run(Path frames, int threads, long nanos) throws Exception {
    try (FrameCodecPool pool = FrameCodecPool.open(CodecSettings.defaults().withThreads(threads))) {
      List<Sample> samples = BenchFrames.read(frames).stream().map(f -> sample(f, pool)).toList();
      Step encode = sample -> pool.jpeg2000Encoder().encode(sample.cells(), sample.format());
      Step decode =
          sample -> {
            byte[] cells = pool.jpeg2000Decoder().decode(sample.codestream(), sample.format());
            if (!Arrays.equals(cells, sample.cells())) {
              throw new IOException("a frame did not come back equal");
            }
            return cells;
          };
      warmUp(pool, threads, samples, encode);
      print("encode", measure(pool, threads, nanos, samples, encode));
      warmUp(pool, threads, samples, decode);
      print("decode", measure(pool, threads, nanos, samples, decode));
    }
  }

  private static Sample sample(BenchFrames.Frame frame, FrameCodecPool pool) {
    try {
      byte[] codestream =
          pool.call(() -> pool.jpeg2000Encoder().encode(frame.cells(), frame.format()));
      return new Sample(frame.format(), frame.cells(), codestream);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Step {
    byte[] of(Sample sample) throws IOException;
  }

  /**
   * Until every thread has had its share of processor time: on a busy machine the compiler needs
   * longer.
   */
  private static void warmUp(FrameCodecPool pool, int threads, List<Sample> samples, Step step)
      throws Exception {
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    List<Future<Long>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(
          pool.submit(() -> {
            long end = clock.getCurrentThreadCpuTime() + WARM_UP_NANOS;
            long latest = System.nanoTime() + 4 * WARM_UP_NANOS;
            long done = 0;
            while (clock.getCurrentThreadCpuTime() < end && System.nanoTime() < latest) {
              step.of(samples.get((int) (done++ % samples.size())));
            }
            return done;
          }));
    }
    for (Future<Long> future : running) {
      future.get();
    }
  }

  private static double measure(
      FrameCodecPool pool, int threads, long nanos, List<Sample> samples, Step step)
      throws Exception {
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    List<Future<Long>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(
          pool.submit(() -> {
            long bytes = 0;
            while (System.nanoTime() - start < nanos) {
              Sample sample = samples.get(next.getAndIncrement() % samples.size());
              step.of(sample);
              bytes += sample.cells().length;
            }
            return bytes;
          }));
    }
    long bytes = 0;
    for (Future<Long> future : running) {
      bytes += future.get();
    }
    return bytes / 1e6 / ((System.nanoTime() - start) / 1e9);
  }

  private static void print(String what, double megabytesPerSecond) {
    System.out.printf(Locale.ROOT, "%s %.2f%n", what, megabytesPerSecond);
  }

  private static void writeFrames(Path data, Path out) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(data)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    int written = 0;
    try (FrameCodecPool pool = FrameCodecPool.open(CodecSettings.defaults());
        DataOutputStream stream = new DataOutputStream(Files.newOutputStream(out))) {
      for (Path file : files) {
        Optional<BenchFrames.Frame> frame =
            written < MAX_FRAMES ? firstFrame(file, pool) : Optional.empty();
        if (frame.isPresent()) {
          BenchFrames.write(frame.get(), stream);
          written++;
        }
      }
    }
    System.out.println(written + " frames");
  }

  private static Optional<BenchFrames.Frame> firstFrame(Path file, FrameCodecPool pool)
      throws IOException {
    try {
      DicomFile dicom = DicomFile.read(file);
      if (!(dicom.pixelData().orElse(null) instanceof NativePixelData)) {
        return Optional.empty();
      }
      try (Frames frames = Frames.open(dicom, pool)) {
        Jpeg2000Format format = Jpeg2000Choice.formatFor(dicom, frames, pool);
        return format.bitsAllocated() > 16
            ? Optional.empty()
            : Optional.of(new BenchFrames.Frame(format, frames.decoded(0)));
      }
    } catch (DicomFormatException | FrameCodecException e) {
      return Optional.empty();
    }
  }
}
