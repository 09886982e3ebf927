package vn.lienvien.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecException;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.FrameProgress;
import vn.lienvien.dicom.codec.LosslessTranscoder;
import vn.lienvien.dicom.codec.TranscodeOutcome;
import vn.lienvien.dicom.codec.TranscodeTarget;
import vn.lienvien.dicom.codec.Transcoder;
import vn.lienvien.dicom.data.UID;

/**
 * {@code lienvien dicom transcode}: another transfer syntax, as gdcmconv, dcmcjpeg and the like.
 */
@Command(
    name = "transcode",
    mixinStandardHelpOptions = true,
    description =
        "Write a file in another transfer syntax. Without --to: JPEG 2000 lossless, proved, and only"
            + " where it gets smaller, as the gateway does. What is lossless is proved frame by"
            + " frame; what is lossy becomes a new, derived object.")
final class DicomTranscode implements Callable<Integer> {
  /** What the target's frames shall be. */
  enum Target {
    IMPLICIT(UID.ImplicitVRLittleEndian),
    EXPLICIT(UID.ExplicitVRLittleEndian),
    DEFLATED(UID.DeflatedExplicitVRLittleEndian),
    RLE(UID.RLELossless),
    JPEG_LOSSLESS(UID.JPEGLosslessSV1),
    JPEG_LOSSLESS_14(UID.JPEGLossless),
    JPEG_BASELINE(UID.JPEGBaseline8Bit),
    JPEG_EXTENDED(UID.JPEGExtended12Bit),
    JPEGLS(UID.JPEGLSLossless),
    JPEGLS_NEAR(UID.JPEGLSNearLossless),
    JPEG2000(UID.JPEG2000Lossless),
    JPEG2000_LOSSY(UID.JPEG2000);

    private final String uid;

    Target(String uid) {
      this.uid = uid;
    }
  }

  @Option(
      names = "--to",
      paramLabel = "SYNTAX",
      description = "${COMPLETION-CANDIDATES}; upper or lower case")
  @Nullable Target to;

  @Option(
      names = "--near",
      paramLabel = "N",
      defaultValue = "2",
      description = "JPEGLS_NEAR: largest error of a sample, 1 to 255; default ${DEFAULT-VALUE}")
  int near;

  @Option(
      names = "--quality",
      paramLabel = "N",
      defaultValue = "90",
      description = "JPEG_BASELINE, JPEG_EXTENDED: 1 to 100; default ${DEFAULT-VALUE}")
  int quality;

  @Option(
      names = "--ratio",
      paramLabel = "N",
      defaultValue = "10",
      description = "JPEG2000_LOSSY: how many times smaller; default ${DEFAULT-VALUE}")
  double ratio;

  @Parameters(index = "0", paramLabel = "SOURCE", description = "a Part 10 file")
  Path source;

  @Parameters(
      index = "1",
      paramLabel = "TARGET",
      description = "the file to write, or a folder for one of the same name; may be SOURCE itself")
  Path target;

  @Mixin Output output;

  @Spec CommandSpec spec;

  private static Path folderOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a root is a folder itself");
  }

  @Override
  public Integer call() throws Exception {
    Path result = Files.isDirectory(target) ? target.resolve(source.getFileName()) : target;
    try (FrameCodecPool pool = FrameCodecPool.open(CodecSettings.defaults().inProcess());
        Unfinished unfinished = Unfinished.in(folderOf(result))) {
      Path part = unfinished.newPath();
      int exitCode = to == null ? compress(pool, part) : convert(pool, wanted(to), part);
      if (Files.exists(part)) {
        Unfinished.finish(part, result);
      }
      return exitCode;
    }
  }

  private TranscodeTarget wanted(Target into) {
    try {
      return new TranscodeTarget(into.uid, near, quality, ratio);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), Sentence.of(e), e);
    }
  }

  private FrameProgress frames() {
    return new Progress(output, "frames")::at;
  }

  private int compress(FrameCodecPool pool, Path part) throws IOException {
    return switch (new LosslessTranscoder(pool, frames()).compress(source, part)) {
      case TranscodeOutcome.Compressed done -> {
        double gain = (double) done.before() / done.after();
        output.say(
            "lossless, proved: %d -> %d bytes (%.2f : 1), frames %s"
                .formatted(done.before(), done.after(), gain, done.framesDigest()));
        output.result(
            Map.of(
                "before", done.before(),
                "after", done.after(),
                "framesDigest", done.framesDigest()));
        yield 0;
      }
      case TranscodeOutcome.Unchanged as -> {
        output.warn("not compressed: %s (%s)".formatted(as.reason(), as.detail()));
        output.result(Map.of("reason", as.reason(), "framesDigest", as.framesDigest()));
        yield 1;
      }
    };
  }

  private int convert(FrameCodecPool pool, TranscodeTarget wanted, Path part) throws IOException {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("transferSyntaxUID", wanted.transferSyntaxUID());
    try {
      Transcoder.Transcoded done = new Transcoder(pool, frames()).transcode(source, part, wanted);
      output.say(
          "%s: %d -> %d bytes%s"
              .formatted(
                  UID.nameOf(wanted.transferSyntaxUID()),
                  done.before(),
                  done.after(),
                  done.framesDigest().isEmpty() ? "" : ", frames " + done.framesDigest()));
      result.put("before", done.before());
      result.put("after", done.after());
      result.put("framesDigest", done.framesDigest());
      result.put("sopInstanceUID", done.sopInstanceUID());
      output.result(result);
      return 0;
    } catch (FrameCodecException e) {
      output.warn("not transcoded: %s (%s)".formatted(e.refusal(), e.getMessage()));
      result.put("reason", e.refusal());
      output.result(result);
      return 1;
    }
  }
}
