package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienvien.dicom.MadeUpImage;
import vn.lienvien.dicom.SharedData;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.EncapsulatedPixelData;

/** What the transcoder writes, read by DCMTK, GDCM and dciodvfy. */
class TranscoderTest {
  private static final List<String> SOURCES =
      List.of(
          "MR__pydicom__MR_small.dcm",
          "MR__pydicom__MR_small_bigendian.dcm",
          "CT__pydicom-data__693_UNCR.dcm",
          "MR__dicom-test-files__MR1_J2KR.dcm",
          "CR__dicom-test-files__RG3_JPLL.dcm",
          "US__pydicom-data__OBXXXX1A_2frame.dcm",
          "OT__pydicom__SC_rgb_small_odd.dcm",
          "NM__dicom-test-files__NM1_RLE.dcm",
          "SM__highdicom__sm_image.dcm");

  @TempDir private Path directory;
  @AutoClose private static final FrameCodecPool pool = TestPool.open();

  @ParameterizedTest
  @CsvSource({
    UID.RLELossless + ", dcmdrle",
    UID.JPEGLosslessSV1 + ", dcmdjpeg",
    UID.JPEGLossless + ", dcmdjpeg",
    UID.JPEGLSLossless + ", dcmdjpls",
    UID.JPEG2000Lossless + ", none"
  })
  void whatIsWrittenWithoutLossOthersDecodeToTheSameFrames(String syntax, String dcmtk)
      throws Exception {
    for (Path source : files(SOURCES)) {
      String name = source.getFileName().toString();
      Path target = directory.resolve("target.dcm");
      var done = new Transcoder(pool).transcode(source, target, TranscodeTarget.of(syntax));
      assertThat(done.framesDigest()).as(name).hasSize(64).isEqualTo(digest(source));

      List<Path> peers = new ArrayList<>(List.of(Peer.gdcmNative(target, directory)));
      if (!dcmtk.equals("none")) {
        peers.add(directory.resolve("dcmtk.dcm"));
        Peer.run(directory, List.of(dcmtk, target.toString(), peers.getLast().toString()));
      }
      peers.removeIf(peer -> !Files.exists(peer));
      assertThat(peers).as(name + " read by nobody").isNotEmpty();
      for (Path peer : peers) {
        assertThat(digest(peer)).as(name + " by " + peer).isEqualTo(done.framesDigest());
        Files.delete(peer);
      }
      assertThat(faults(target)).as(name).isSubsetOf(faults(source));
    }
  }

  @Test
  void wideCellsGoIntoRunLengthsOnly() throws Exception {
    for (Path source : files(List.of("RTDOSE__pydicom__rtdose.dcm"))) {
      Path target = directory.resolve("target.dcm");
      var transcoder = new Transcoder(pool);
      var done = transcoder.transcode(source, target, TranscodeTarget.of(UID.RLELossless));
      assertThat(done.framesDigest()).isEqualTo(digest(source));
      assertThatThrownBy(() ->
              transcoder.transcode(
                  source, directory.resolve("no.dcm"), TranscodeTarget.of(UID.JPEGLSLossless)))
          .isInstanceOf(FrameCodecException.class);
      assertThat(directory.toFile().list()).containsExactly("target.dcm");
    }
  }

  /** Peers that work with the same integers decode DCT samples to the same cells. */
  @ParameterizedTest
  @CsvSource({
    "US__deid-data__GREYSCALE_IMAGE.dcm, " + UID.JPEGBaseline8Bit + ", dcmdjpeg, ISO_10918_1, 40",
    "US__deid-data__GREYSCALE_IMAGE.dcm, " + UID.JPEGExtended12Bit + ", dcmdjpeg, ISO_10918_1, 40",
    "MR__heudiconv__01_AA_00001.dcm, " + UID.JPEGExtended12Bit + ", dcmdjpeg, ISO_10918_1, 60",
    "CR__fo-dicom-Codecs__test8bits.dcm, " + UID.JPEGBaseline8Bit + ", dcmdjpeg, ISO_10918_1, 120",
    "US__deid-data__GREYSCALE_IMAGE.dcm, " + UID.JPEGLSNearLossless + ", dcmdjpls, ISO_14495_1, 2",
    "OT__pydicom__SC_rgb_small_odd.dcm, " + UID.JPEGLSNearLossless + ", dcmdjpls, ISO_14495_1, 2",
    "US__deid-data__GREYSCALE_IMAGE.dcm, " + UID.JPEG2000 + ", gdcm, ISO_15444_1, 90",
    "CR__fo-dicom-Codecs__test8bits.dcm, " + UID.JPEG2000 + ", gdcm, ISO_15444_1, 120",
    "SM__highdicom__sm_image.dcm, " + UID.JPEG2000 + ", gdcm, ISO_15444_1, 255"
  })
  void whatIsWrittenWithLossIsADerivedImageThatOthersDecodeAlike(
      String name, String syntax, String peer, String method, int largest) throws Exception {
    for (Path source : files(List.of(name))) {
      Path target = directory.resolve("target.dcm");
      var done = new Transcoder(pool).transcode(source, target, TranscodeTarget.of(syntax));
      assertThat(done.framesDigest()).isEmpty();

      Attributes before = DicomFile.read(source).dataset();
      Attributes after = DicomFile.read(target).dataset();
      assertThat(after.string(Tag.LossyImageCompression)).contains("01");
      assertThat(after.strings(Tag.LossyImageCompressionMethod)).last().isEqualTo(method);
      assertThat(after.strings(Tag.LossyImageCompressionRatio)).isNotEmpty();
      assertThat(after.strings(Tag.ImageType)).first().isEqualTo("DERIVED");
      assertThat(after.string(Tag.SOPInstanceUID, ""))
          .isNotEqualTo(before.string(Tag.SOPInstanceUID, ""));
      assertThat(faults(target)).isSubsetOf(faults(source));

      Path theirs = directory.resolve("peer.dcm");
      if (peer.equals("gdcm")) {
        theirs = Peer.gdcmNative(target, directory);
      } else {
        // Color is left as it is coded, as we do.
        List<String> raw = peer.equals("dcmdjpeg") ? List.of(peer, "+cn") : List.of(peer);
        List<String> command = new ArrayList<>(raw);
        command.addAll(List.of(target.toString(), theirs.toString()));
        Peer.run(directory, command);
      }
      assertThat(distance(target, theirs)).isZero();
      boolean sameColor = decodedColor(source).equals(decodedColor(target));
      if (sameColor) {
        assertThat(distance(source, target)).isPositive().isLessThanOrEqualTo(largest);
      }
    }
  }

  @Test
  void refusesALossThatWouldMakeNonsense() throws Exception {
    record Nonsense(String name, String syntax) {}
    List<Nonsense> all =
        List.of(
            new Nonsense("US__pydicom-data__OBXXXX1A.dcm", UID.JPEGBaseline8Bit), // a palette
            new Nonsense("CT__pydicom-data__693_UNCR.dcm", UID.JPEGLSNearLossless), // signed
            new Nonsense("CR__dicom-test-files__RG3_RLE.dcm", UID.JPEGExtended12Bit), // ten bits
            new Nonsense("OT__weasis-dicom-tools__overlay.dcm", UID.JPEGLSLossless)); // overlay
    for (Nonsense one : all) {
      for (Path source : files(List.of(one.name))) {
        assertThatThrownBy(() ->
                new Transcoder(pool)
                    .transcode(source, directory.resolve("no.dcm"), TranscodeTarget.of(one.syntax)))
            .as(one.name)
            .isInstanceOfSatisfying(
                FrameCodecException.class,
                e -> assertThat(e.refusal()).isEqualTo(FrameCodecException.Refusal.UNSUPPORTED));
        assertThat(directory).isEmptyDirectory();
      }
    }
  }

  /** PS3.5 8.2.1, 8.2.3: the JPEG family has cells of 8 and 16 bits, JPEG 2000 wider ones too. */
  @Test
  void cellsOfThirtyTwoBitsAreNothingForTheJpegFamily() throws Exception {
    byte[] cells = new byte[8 * 8 * 4];
    cells[0] = 1;
    Attributes dataset = MadeUpImage.grayscale(8, 8, 32, 12);
    Path source = directory.resolve("wide.dcm");
    MadeUpImage.write(source, dataset.setBytes(Tag.PixelData, VR.OW, cells));
    var transcoder = new Transcoder(pool);
    for (String syntax : List.of(UID.JPEGLSLossless, UID.JPEGLosslessSV1, UID.JPEGLSNearLossless)) {
      assertThatThrownBy(() ->
              transcoder.transcode(source, directory.resolve("x"), TranscodeTarget.of(syntax)))
          .hasMessage("32 bits allocated");
    }
    Path target = directory.resolve("y");
    transcoder.transcode(source, target, TranscodeTarget.of(UID.JPEG2000Lossless));
    assertThat(digest(target)).isEqualTo(digest(source));
  }

  /** PS3.10 7.1: the UID is of type 1, so that an empty one is worse than none. */
  @Test
  void anObjectWithoutUIDsGetsNoEmptyOnesInItsMetaGroup() throws Exception {
    Path source = directory.resolve("nameless.dcm");
    MadeUpImage.write(source, new Attributes().set(Tag.PatientID, "1"));
    Path target = directory.resolve("target.dcm");
    new Transcoder(pool).transcode(source, target, TranscodeTarget.of(UID.ImplicitVRLittleEndian));
    assertThat(DicomFile.read(target).fileMeta().contains(Tag.MediaStorageSOPInstanceUID))
        .isFalse();
  }

  @Test
  void offsetsBeyondTheBasicTableGoIntoTheExtendedOne() throws Exception {
    for (Path source : files(List.of("SM__highdicom__sm_image.dcm"))) {
      Path target = directory.resolve("target.dcm");
      DicomFile file = DicomFile.read(source);
      Path spool = directory.resolve("spool");
      try (Frames frames = Frames.open(file, pool)) {
        FrameEncoding encoding =
            FrameEncoding.of(TranscodeTarget.of(UID.RLELossless), file, frames, pool);
        SpooledFrames spooled =
            SpooledFrames.encode(
                frames,
                pool,
                index -> {
                  byte[] frame = frames.decodedHere(index);
                  byte[] fragment = encoding.encoder().encode(frame);
                  return new SpooledFrames.Encoded(fragment, FrameHashes.of(frame));
                },
                spool,
                FrameProgress.NONE);
        Attributes meta = TranscodedMeta.of(file, UID.RLELossless);
        EncapsulatedFile.write(meta, file.dataset().copy(), spooled, target, 1000);
      }
      DicomFile written = DicomFile.read(target);
      EncapsulatedPixelData pixels = (EncapsulatedPixelData) written.pixelData().orElseThrow();
      long first = pixels.fragments().getFirst().offset();
      assertThat(pixels.basicOffsetTable()).isEmpty();
      assertThat(written.dataset().longs(Tag.ExtendedOffsetTable))
          .containsExactly(
              pixels.fragments().stream().mapToLong(one -> one.offset() - first).toArray());
      assertThat(written.dataset().longs(Tag.ExtendedOffsetTableLengths))
          .containsExactly(pixels.fragments().stream().mapToLong(one -> one.length()).toArray());
      assertThat(digest(target)).isEqualTo(digest(source));
      assertThat(digest(Peer.gdcmNative(target, directory))).isEqualTo(digest(source));
    }
  }

  private static String decodedColor(Path file) throws IOException {
    try (Frames frames = Frames.open(DicomFile.read(file), pool)) {
      return frames.decodedDescription().photometricInterpretation();
    }
  }

  private static long distance(Path a, Path b) throws IOException {
    long largest = 0;
    try (Frames first = Frames.open(DicomFile.read(a), pool);
        Frames second = Frames.open(DicomFile.read(b), pool)) {
      PixelDescription pixels = first.decodedDescription();
      for (int frame = 0; frame < first.count(); frame++) {
        StoredValues ours = new StoredValues(first.decoded(frame), pixels);
        StoredValues theirs = new StoredValues(second.decoded(frame), pixels);
        for (int i = 0; i < ours.count(); i++) {
          largest = Math.max(largest, Math.abs((long) ours.at(i) - theirs.at(i)));
        }
      }
    }
    return largest;
  }

  private static String digest(Path file) throws IOException {
    return new FramesDigest(pool).of(DicomFile.read(file));
  }

  /** Errors that dciodvfy names, without what it quotes of the file. */
  private Set<String> faults(Path file) throws Exception {
    String printed = Peer.run(directory, List.of("sh", "-c", "dciodvfy '" + file + "' 2>&1"));
    return printed
        .lines()
        .filter(line -> line.startsWith("Error"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Path> files(List<String> names) {
    return names.stream().map(SharedData::file).toList();
  }
}
