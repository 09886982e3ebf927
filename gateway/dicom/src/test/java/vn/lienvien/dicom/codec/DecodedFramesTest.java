package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienvien.dicom.SharedData;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.DicomFormatException;
import vn.lienvien.dicom.io.EncapsulatedPixelData;
import vn.lienvien.dicom.io.PixelData;

/** Every frame of the real files, decoded here and by pydicom, GDCM or OpenJPEG's own program. */
class DecodedFramesTest {
  private static final Set<String> JPEG_LS = Set.of(UID.JPEGLSLossless, UID.JPEGLSNearLossless);

  /**
   * Broken on purpose by their makers: no JPEG at all, and a J2K header overwritten by a sequence
   * delimiter.
   */
  private static final Set<String> BROKEN =
      Set.of("NA__fo-dicom__genFile.dcm", "NM__pydicom__JPEG2000-embedded-sequence-delimiter.dcm");

  /** Where GDCM is no oracle, and why; each is compared otherwise, or is a choice of ours. */
  private static final Map<String, String> GDCM_DIFFERS =
      Map.of(
          "CT__pydicom__J2K_pixelrep_mismatch.dcm",
          "unsigned codestream, signed data set: we extend the sign as pydicom does, GDCM does not",
          "CR__dicom-test-files__RG3_JPLY.dcm",
          "decodes to 1024 in ten bits stored: GDCM makes it 0; compared with dcmdjpeg",
          "MG__healthcare-dicom-dicomweb-adapter__example-mg.dcm",
          "JFIF photograph labelled RGB: we give the RGB that was meant, GDCM gives YBR",
          "OT__fo-dicom__GH195.dcm",
          "JFIF photograph labelled RGB",
          "XC__healthcare-dicom-dicomweb-adapter__example.dcm",
          "JFIF photograph labelled RGB",
          "XC__healthcare-dicom-dicomweb-adapter__example2.dcm",
          "JFIF photograph labelled RGB",
          "NA__pydicom-data__HTJ2KLossless_08_RGB.dcm",
          "GDCM has no HTJ2K; compared with opj_decompress",
          "NA__pydicom-data__HTJ2K_08_RGB.dcm",
          "GDCM has no HTJ2K; compared with opj_decompress");

  @TempDir private static Path directory;
  @AutoClose private static final FrameCodecPool pool = TestPool.open();

  @Test
  void nativeAndRunLengthFramesAreThoseOfPydicom() throws Exception {
    List<Path> files = filesWith(this::isNativeOrRle);
    Map<String, List<String>> expected = PydicomFrames.hashes(files, directory);

    List<String> compared = new ArrayList<>();
    for (Path file : files) {
      List<String> hashes = expected.getOrDefault(file.toString(), List.of());
      DicomFile dicom = DicomFile.read(file);
      String name = file.getFileName().toString();
      // pydicom spreads shared chroma over both pixels; our decoded form keeps it shared.
      boolean comparable =
          !hashes.isEmpty()
              && !isBytesInBigEndianWords(dicom)
              && !PixelDescription.of(dicom.dataset()).isSubsampled();
      if (comparable) {
        assertThat(ownHashes(dicom)).as(name).isEqualTo(hashes);
        compared.add(name);
      }
    }
    assertThat(compared).hasSizeGreaterThanOrEqualTo(200);
  }

  @Test
  void compressedFramesAreThoseOfGdcm() throws Exception {
    for (Path file : filesWith(this::isCompressed)) {
      String name = file.getFileName().toString();
      DicomFile dicom = DicomFile.read(file);
      if (JPEG_LS.contains(dicom.transferSyntaxUID())) {
        continue; // GDCM ends with an assertion on one of them; they have a test of their own
      }
      if (BROKEN.contains(name)) {
        assertRefused(dicom, FrameCodecException.Refusal.MALFORMED);
      } else if (!GDCM_DIFFERS.containsKey(name)) {
        Path oracle = Peer.gdcmNative(file, directory);
        assertThat(ownHashes(dicom)).as(name).isEqualTo(ownHashes(DicomFile.read(oracle)));
        Files.delete(oracle);
      }
    }
  }

  /** One of the two peers refuses a file each; what either decodes must be what we decode. */
  @Test
  void jpegLsFramesAreThoseOfDcmtkAndGdcm() throws Exception {
    for (Path file : filesWith((dicom, _) -> JPEG_LS.contains(dicom.transferSyntaxUID()))) {
      String name = file.getFileName().toString();
      List<String> ours = ownHashes(DicomFile.read(file));
      Path dcmtk = directory.resolve("dcmdjpls-" + name);
      Peer.run(directory, List.of("dcmdjpls", file.toString(), dcmtk.toString()));
      List<Path> oracles =
          Stream.of(dcmtk, Peer.gdcmNative(file, directory)).filter(Files::exists).toList();
      assertThat(oracles).as(name).isNotEmpty();
      for (Path oracle : oracles) {
        assertThat(ours).as(name).isEqualTo(ownHashes(DicomFile.read(oracle)));
        Files.delete(oracle);
      }
    }
  }

  /** The same integer arithmetic, so that even the lossy process gives the same samples. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CR__dicom-test-files__RG3_JPLY.dcm",
        "MR__dicom-test-files__MR1_JPLY.dcm",
        "NM__pydicom__JPEG-lossy.dcm",
        "NM__pydicom__JPGExtended.dcm"
      })
  void twelveBitDctFramesAreThoseOfDcmtk(String name) throws Exception {
    Path file = SharedData.file(name);
    Path oracle = directory.resolve("dcmdjpeg-" + name);
    Peer.run(directory, List.of("dcmdjpeg", file.toString(), oracle.toString()));
    assertThat(ownHashes(DicomFile.read(file))).isEqualTo(ownHashes(DicomFile.read(oracle)));
  }

  @Test
  void highThroughputFramesAreThoseOfOpenJpegsOwnProgram() throws Exception {
    for (String name :
        List.of(
            "NA__pydicom-data__HTJ2KLossless_08_RGB.dcm", "NA__pydicom-data__HTJ2K_08_RGB.dcm")) {
      try (Frames frames = Frames.open(DicomFile.read(SharedData.file(name)), pool)) {
        Files.write(directory.resolve("ht.j2k"), frames.encoded(0));
        Peer.run(directory, List.of("opj_decompress", "-i", "ht.j2k", "-o", "ht.ppm"));
        byte[] picture = Files.readAllBytes(directory.resolve("ht.ppm"));
        byte[] decoded = frames.decoded(0);
        assertThat(picture).as(name).endsWith(decoded);
        assertThat(picture.length - decoded.length).isLessThan(100);
      }
    }
  }

  private static void assertRefused(DicomFile file, FrameCodecException.Refusal refusal)
      throws IOException {
    try (Frames frames = Frames.open(file, pool)) {
      assertThatThrownBy(() -> frames.decoded(0))
          .isInstanceOfSatisfying(
              FrameCodecException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
    }
  }

  private static List<String> ownHashes(DicomFile file) throws IOException {
    List<String> hashes = new ArrayList<>();
    try (Frames frames = Frames.open(file, pool)) {
      for (int i = 0; i < frames.count(); i++) {
        hashes.add(HexFormat.of().formatHex(FrameHashes.of(frames.decoded(i))));
      }
    }
    return hashes;
  }

  /**
   * PS3.5 A.3 swaps these words too; pydicom 2.3 does not. That we do it right, {@link
   * FramesDigestTest} shows by the files' little endian twins.
   */
  private static boolean isBytesInBigEndianWords(DicomFile dicom) {
    return dicom.transferSyntax().isBigEndian()
        && dicom.dataset().integer(Tag.BitsAllocated, 0) <= Byte.SIZE
        && dicom.pixelData().map(PixelData::vr).orElse(VR.OB) == VR.OW;
  }

  private boolean isNativeOrRle(DicomFile file, PixelData pixels) {
    return !(pixels instanceof EncapsulatedPixelData)
        || file.transferSyntaxUID().equals(UID.RLELossless);
  }

  private boolean isCompressed(DicomFile file, PixelData pixels) {
    return !isNativeOrRle(file, pixels);
  }

  private interface Wanted {
    boolean test(DicomFile file, PixelData pixels);
  }

  /** The files that can be read at all and have described pixels. */
  private static List<Path> filesWith(Wanted wanted) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path file : SharedData.files()) {
      try {
        DicomFile dicom = DicomFile.read(file);
        PixelDescription.of(dicom.dataset());
        if (dicom.pixelData().isPresent() && wanted.test(dicom, dicom.pixelData().get())) {
          files.add(file);
        }
      } catch (DicomFormatException | FrameCodecException e) {
        // Malformed on purpose; the reader's own tests look at these.
        continue;
      }
    }
    return files;
  }
}
