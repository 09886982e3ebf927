package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;

/** Every kind of cell in every lossless syntax, there and back through the other toolkits. */
class MadeUpFramesTest {
  /** What a syntax has no room for; each is refused with a reason. */
  private static final Map<String, Set<String>> NO_ROOM =
      Map.of(
          "24 bits in 32", Set.of(UID.JPEGLosslessSV1, UID.JPEGLSLossless),
          "32 bits signed", Set.of(UID.JPEGLosslessSV1, UID.JPEGLSLossless, UID.JPEG2000Lossless));

  private static final Map<String, List<String>> DCMTK =
      Map.of(
          UID.RLELossless, List.of("dcmdrle"),
          UID.JPEGLosslessSV1, List.of("dcmdjpeg", "+cn"), // color as it is coded
          UID.JPEGLSLossless, List.of("dcmdjpls"),
          UID.JPEG2000Lossless, List.of()); // DCMTK has none

  private static final List<List<String>> ENCODERS =
      List.of(
          List.of("dcmconv", "+tb"),
          List.of("dcmconv", "+ti"),
          List.of("dcmconv", "+td"),
          List.of("dcmcrle"),
          List.of("dcmcjpls"),
          List.of("dcmcjpeg", "+e1"),
          List.of("dcmcjpeg", "+el", "+sv", "6"),
          List.of("gdcmconv", "--j2k"),
          List.of("gdcmconv", "--jpegls"));

  @TempDir private Path directory;
  @AutoClose private static final FrameCodecPool pool = TestPool.open();

  static List<MadeUpFrames> kinds() {
    return MadeUpFrames.kinds();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsEncodedHereOthersDecodeToTheSameCells(MadeUpFrames image) throws Exception {
    Path source = image.write(directory.resolve("source.dcm"));
    for (String syntax : DCMTK.keySet()) {
      if (NO_ROOM.getOrDefault(image.name(), Set.of()).contains(syntax)) {
        continue;
      }
      Path target = directory.resolve("target.dcm");
      new Transcoder(pool).transcode(source, target, TranscodeTarget.of(syntax));
      assertHolds(target, image, syntax);
      List<Path> read = new ArrayList<>(List.of(Peer.gdcmNative(target, directory)));
      if (!DCMTK.get(syntax).isEmpty()) {
        read.add(by(DCMTK.get(syntax), target));
      }
      read.removeIf(Files::notExists);
      assertThat(read).as(syntax + " is read by nobody").isNotEmpty();
      for (Path theirs : read) {
        assertHolds(theirs, image, syntax + " as read into " + theirs.getFileName());
        Files.delete(theirs);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatOthersEncodeIsDecodedToTheSameCells(MadeUpFrames image) throws Exception {
    Path source = image.write(directory.resolve("source.dcm"));
    int encoded = 0;
    for (List<String> encoder : ENCODERS) {
      Path theirs = by(encoder, source);
      if (Files.exists(theirs) && isMeantAsWeMeanIt(image, encoder)) {
        assertHolds(theirs, image, String.join(" ", encoder));
        Files.delete(theirs);
        encoded++;
      }
    }
    assertThat(encoded).isGreaterThanOrEqualTo(3);
  }

  /**
   * Cells of 32 bits: in big endian words DCMTK swaps halves, real files and pydicom the whole;
   * what GDCM compresses of them is no stream that anybody reads.
   */
  private static boolean isMeantAsWeMeanIt(MadeUpFrames image, List<String> encoder) {
    boolean wide = image.pixels().bitsAllocated() == Integer.SIZE;
    return !(wide && (encoder.contains("+tb") || encoder.contains("gdcmconv")));
  }

  private Path by(List<String> program, Path source) throws Exception {
    Path target = directory.resolve(program.getFirst() + ".dcm");
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(source.toString(), target.toString()));
    Peer.run(directory, command);
    return target;
  }

  /** Numbers, not bytes: a peer may allocate fewer bits for them. */
  private static void assertHolds(Path file, MadeUpFrames image, String what) throws IOException {
    try (Frames frames = Frames.open(DicomFile.read(file), pool)) {
      assertThat(frames.count()).as(what).isEqualTo(image.pixels().numberOfFrames());
      for (int i = 0; i < frames.count(); i++) {
        assertThat(values(frames.decoded(i), frames.decodedDescription()))
            .as("%s, frame %d", what, i)
            .isEqualTo(values(image.frame(i), image.pixels()));
      }
    }
  }

  private static List<Integer> values(byte[] frame, PixelDescription pixels) {
    StoredValues values = new StoredValues(frame, pixels);
    List<Integer> all = new ArrayList<>(values.count());
    for (int i = 0; i < values.count(); i++) {
      all.add(values.at(i));
    }
    return all;
  }
}
