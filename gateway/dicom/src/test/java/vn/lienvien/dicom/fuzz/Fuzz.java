package vn.lienvien.dicom.fuzz;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import vn.lienvien.dicom.codec.FrameTarget;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.JsonTarget;
import vn.lienvien.dicom.io.Part10Target;
import vn.lienvien.dicom.io.XmlTarget;
import vn.lienvien.dicom.net.CommandTarget;
import vn.lienvien.dicom.net.PduTarget;

/**
 * What scripts/fuzz.sh runs under jazzer, one target a process. A run that costs more than a second
 * of this thread's processor time is a finding like any other.
 *
 * <pre>
 * Fuzz seeds DIRECTORY   writes what mutation begins with, TARGET/corpus for each: seeds, findings of old
 * Fuzz targets           prints the names
 * </pre>
 */
public final class Fuzz {
  static final Map<String, Supplier<FuzzTarget>> TARGETS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("part10", Part10Target::new),
              Map.entry("json", JsonTarget::new),
              Map.entry("xml", XmlTarget::new),
              Map.entry("pdu", PduTarget::new),
              Map.entry("command", CommandTarget::new),
              Map.entry("jpeg2000", () -> new FrameTarget(UID.JPEG2000Lossless, UID.JPEG2000)),
              Map.entry("htj2k", () -> new FrameTarget(UID.HTJ2KLossless, UID.HTJ2K)),
              Map.entry("jpeg", () -> new FrameTarget(UID.JPEGBaseline8Bit, UID.JPEGExtended12Bit)),
              Map.entry(
                  "jpeg-lossless", () -> new FrameTarget(UID.JPEGLosslessSV1, UID.JPEGLossless)),
              Map.entry(
                  "jpeg-ls", () -> new FrameTarget(UID.JPEGLSLossless, UID.JPEGLSNearLossless)),
              Map.entry("rle", () -> new FrameTarget(UID.RLELossless))));

  /** Every input that ever was a finding, below the name of its target. */
  static final Path FINDINGS = Path.of("src/test/resources/fuzz");

  private static final Duration HANG = Duration.ofSeconds(1);

  private static FuzzTarget target = new Part10Target();

  private Fuzz() {}

  static FuzzTarget target(String name) {
    Supplier<FuzzTarget> maker = TARGETS.get(name);
    if (maker == null) {
      throw new IllegalArgumentException("no target " + name + " among " + TARGETS.keySet());
    }
    return maker.get();
  }

  /** Called by jazzer once; loading the classes is nobody's hang. */
  public static void fuzzerInitialize(String[] arguments) throws IOException {
    target = target(arguments[0]);
    for (byte[] seed : target.seeds()) {
      target.run(seed);
    }
  }

  /** Called by jazzer for every input. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    target.run(input);
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    if (nanos > HANG.toNanos()) {
      throw new IllegalStateException(nanos / 1_000_000 + " ms for one input");
    }
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals("targets")) {
      TARGETS.keySet().forEach(System.out::println);
      return;
    }
    for (String name : TARGETS.keySet()) {
      Path corpus = Files.createDirectories(Path.of(arguments[1], name, "corpus"));
      List<byte[]> seeds = new ArrayList<>(target(name).seeds());
      for (Path finding : findings(name)) {
        seeds.add(Files.readAllBytes(finding));
      }
      for (int i = 0; i < seeds.size(); i++) {
        Files.write(corpus.resolve("seed-%03d".formatted(i)), seeds.get(i));
      }
      System.out.println(name + ": " + seeds.size() + " seeds");
    }
    System.exit(0); // codec threads would keep it waiting
  }

  static List<Path> findings(String name) throws IOException {
    Path directory = FINDINGS.resolve(name);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> findings = Files.list(directory)) {
      return findings.sorted().toList();
    }
  }
}
