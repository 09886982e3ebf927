package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;

/** The retired JPEG processes 6 and 10, which archives of the nineties still hold, by DCMTK. */
class ProgressiveJpegTest {
  @TempDir private Path directory;
  @AutoClose private static final FrameCodecPool pool = TestPool.open();

  @ParameterizedTest
  @CsvSource({
    "+es, " + UID.JPEGSpectralSelectionNonHierarchical68,
    "+ep, " + UID.JPEGFullProgressionNonHierarchical1012
  })
  void isDecodedToWhatDcmtkDecodes(String process, String syntax) throws Exception {
    Path coded = coded("8 bits", process);
    assertThat(DicomFile.read(coded).transferSyntaxUID()).isEqualTo(syntax);
    Path theirs = directory.resolve("theirs.dcm");
    Peer.run(directory, List.of("dcmdjpeg", coded.toString(), theirs.toString()));
    byte[] ours = frame(coded);
    byte[] expected = frame(theirs);
    assertThat(ours).hasSameSizeAs(expected);
    for (int i = 0; i < ours.length; i++) {
      assertThat(ours[i] & 0xff).as("cell %d", i).isCloseTo(expected[i] & 0xff, within(1));
    }
  }

  @Test
  void ofTwelveBitsIsRefusedWithItsReason() throws Exception {
    Path coded = coded("12 bits in 16", "+ep");
    assertThatThrownBy(() -> frame(coded)).hasMessageContaining("SOF2 of 12 bits");
  }

  private Path coded(String kind, String process) throws Exception {
    Path source = MadeUpFrames.kind(kind).write(directory.resolve("source.dcm"));
    Path coded = directory.resolve("coded.dcm");
    Peer.run(directory, List.of("dcmcjpeg", process, source.toString(), coded.toString()));
    return coded;
  }

  private static byte[] frame(Path file) throws Exception {
    try (Frames frames = Frames.open(DicomFile.read(file), pool)) {
      return frames.decoded(0);
    }
  }
}
