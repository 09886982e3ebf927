package vn.lienvien.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.Decompressor;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.LosslessTranscoder;
import vn.lienvien.dicom.codec.TranscodeOutcome;
import vn.lienvien.dicom.data.UID;

/** {@code lienvien dicom transcode}: to JPEG 2000 lossless with proof, or back to native. */
@Command(
    name = "transcode",
    mixinStandardHelpOptions = true,
    description = "Compress a file losslessly (proved), or decompress it with --to EXPLICIT.")
final class DicomTranscode implements Callable<Integer> {
  /** What the target's frames shall be. */
  enum Target {
    JPEG2000,
    EXPLICIT,
    IMPLICIT
  }

  @Option(
      names = "--to",
      defaultValue = "JPEG2000",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
  Target to = Target.JPEG2000;

  @Parameters(index = "0", paramLabel = "SOURCE")
  Path source;

  @Parameters(index = "1", paramLabel = "TARGET")
  Path target;

  @Mixin Output output;

  @Override
  public Integer call() throws Exception {
    try (FrameCodecPool pool = FrameCodecPool.open(CodecSettings.defaults())) {
      return switch (to) {
        case JPEG2000 -> compress(pool);
        case EXPLICIT -> decompress(pool, UID.ExplicitVRLittleEndian);
        case IMPLICIT -> decompress(pool, UID.ImplicitVRLittleEndian);
      };
    }
  }

  private int compress(FrameCodecPool pool) throws Exception {
    return switch (new LosslessTranscoder(pool).compress(source, target)) {
      case TranscodeOutcome.Compressed done -> {
        double ratio = (double) done.before() / done.after();
        output.say(
            "lossless, proved: %d -> %d bytes (%.2f : 1), frames %s"
                .formatted(done.before(), done.after(), ratio, done.framesDigest()));
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

  private int decompress(FrameCodecPool pool, String transferSyntaxUID) throws Exception {
    new Decompressor(pool).toNative(source, target, transferSyntaxUID);
    output.say("native frames in " + target);
    output.result(Map.of("transferSyntaxUID", transferSyntaxUID));
    return 0;
  }
}
