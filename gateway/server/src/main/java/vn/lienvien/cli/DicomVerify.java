package vn.lienvien.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienvien.cli.DatasetDifferences.Difference;
import vn.lienvien.cli.DatasetDifferences.Side;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecException;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.FramesDigest;
import vn.lienvien.dicom.codec.PixelComparison;
import vn.lienvien.dicom.io.DicomFile;

/** {@code lienvien dicom verify}: do two files hold the same pixels and the same data set? */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Compare pixels and data sets of two files, whatever transfer syntax each is in.",
      "Exit code 0: the same; 1: different; 2: the pixels cannot be decoded here."
    })
final class DicomVerify implements Callable<Integer> {
  private static final int SAME = 0;
  private static final int DIFFERENT = 1;
  private static final int UNDECIDED = 2;

  @Parameters(index = "0", paramLabel = "A", description = "a Part 10 file")
  Path first;

  @Parameters(index = "1", paramLabel = "B", description = "another")
  Path second;

  @Option(
      names = "--values",
      description = "show what the differing elements hold, which may be a patient's data")
  boolean withValues;

  @Mixin Output output;

  @Override
  public Integer call() throws Exception {
    DicomFile a = DicomFile.read(first);
    DicomFile b = DicomFile.read(second);
    try (FrameCodecPool pool = FrameCodecPool.open(CodecSettings.defaults().inProcess())) {
      PixelComparison.Outcome pixels = new PixelComparison(pool).compare(a, b);
      DatasetDifferences dataset = DatasetDifferences.of(a.dataset(), b.dataset());
      say(pixels, dataset);
      output.result(result(pixels, dataset, digest(a, pool), digest(b, pool)));
      return switch (pixels) {
        case PixelComparison.Undecided _ -> UNDECIDED;
        case PixelComparison.Different _ -> DIFFERENT;
        case PixelComparison.Same _ -> dataset.content().isEmpty() ? SAME : DIFFERENT;
      };
    }
  }

  private void say(PixelComparison.Outcome pixels, DatasetDifferences dataset) {
    String verdict =
        switch (pixels) {
          case PixelComparison.Same _ -> "the same pixels";
          case PixelComparison.Different _ -> "DIFFERENT PIXELS";
          case PixelComparison.Undecided _ -> "pixels cannot be compared";
        };
    output.say(verdict + " (" + pixels.detail() + ")");
    output.say(
        dataset.content().isEmpty()
            ? "the same data set"
            : "different: " + dataset.content().size() + " element(s)");
    dataset.content().forEach(difference -> output.say("  " + difference.line(withValues)));
    if (!dataset.encoding().isEmpty()) {
      output.say("of the encoding only:");
      dataset.encoding().forEach(difference -> output.say("  " + difference.line(true)));
    }
  }

  private Map<String, Object> result(
      PixelComparison.Outcome pixels, DatasetDifferences dataset, String digestA, String digestB) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("samePixels", pixels instanceof PixelComparison.Same);
    result.put("decided", !(pixels instanceof PixelComparison.Undecided));
    result.put("pixels", pixels.detail());
    result.put("framesDigest", List.of(digestA, digestB));
    result.put("sameDataSet", dataset.content().isEmpty());
    result.put(
        "different", dataset.content().stream().map(one -> fields(one, withValues)).toList());
    result.put("encoding", dataset.encoding().stream().map(one -> fields(one, true)).toList());
    return result;
  }

  private static Map<String, Object> fields(Difference difference, boolean withValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    Side a = difference.a();
    Side b = difference.b();
    fields.put("path", difference.path());
    fields.put("keyword", difference.keyword());
    fields.put("vr", List.of(a.vr(), b.vr()));
    fields.put("length", List.of(a.length(), b.length()));
    if (withValues) {
      fields.put("value", List.of(a.value(), b.value()));
    }
    return fields;
  }

  /** Empty where there is none: no pixels, lossy, or not decodable here. */
  private static String digest(DicomFile file, FrameCodecPool pool) throws IOException {
    try {
      return new FramesDigest(pool).of(file);
    } catch (FrameCodecException e) {
      return "";
    }
  }
}
