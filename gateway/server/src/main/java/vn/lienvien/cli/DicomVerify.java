package vn.lienvien.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.FramesDigest;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.ElementDictionary;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.io.DicomFile;

/** {@code lienvien dicom verify}: do two files hold the same pixels and the same data set? */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Compare pixels and data sets of two files; exit code 1 when they differ.")
final class DicomVerify implements Callable<Integer> {
  /** What an encoding may change without changing the object (PS3.5 8.2.4, PS3.3 C.7.6.3). */
  private static final Set<Integer> ENCODING =
      Set.of(Tag.PhotometricInterpretation, Tag.PlanarConfiguration);

  @Parameters(index = "0", paramLabel = "A")
  Path first;

  @Parameters(index = "1", paramLabel = "B")
  Path second;

  @Mixin Output output;

  @Override
  public Integer call() throws Exception {
    DicomFile a = DicomFile.read(first);
    DicomFile b = DicomFile.read(second);
    boolean samePixels = samePixels(a, b);
    List<String> differing = differing(a.dataset(), b.dataset());
    output.say(samePixels ? "the same pixels" : "DIFFERENT PIXELS");
    output.say(differing.isEmpty() ? "the same data set" : "different: " + differing);
    output.result(
        Map.of(
            "samePixels", samePixels, "sameDataSet", differing.isEmpty(), "different", differing));
    return samePixels && differing.isEmpty() ? 0 : 1;
  }

  private static boolean samePixels(DicomFile a, DicomFile b) throws IOException {
    if (a.pixelData().isEmpty() || b.pixelData().isEmpty()) {
      return a.pixelData().isEmpty() && b.pixelData().isEmpty();
    }
    try (FrameCodecPool pool = FrameCodecPool.open(CodecSettings.defaults())) {
      FramesDigest digest = new FramesDigest(pool);
      return digest.of(a).equals(digest.of(b));
    }
  }

  private static List<String> differing(Attributes a, Attributes b) {
    Set<Integer> tags = new TreeSet<>(Integer::compareUnsigned);
    Arrays.stream(a.tags()).forEach(tags::add);
    Arrays.stream(b.tags()).forEach(tags::add);
    List<String> differing = new ArrayList<>();
    for (int tag : tags) {
      if (!ENCODING.contains(tag) && !a.subset(tag).equals(b.subset(tag))) {
        differing.add(
            DatasetText.tagText(tag) + " " + ElementDictionary.keywordOf(tag).orElse("private"));
      }
    }
    return differing;
  }
}
