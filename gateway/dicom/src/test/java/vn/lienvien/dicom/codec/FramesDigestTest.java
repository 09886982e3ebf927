package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienvien.dicom.SharedData;
import vn.lienvien.dicom.io.DicomFile;

/** One image in many transfer syntaxes, as other toolkits wrote them, has one digest. */
class FramesDigestTest {
  @AutoClose private static final FrameCodecPool pool = TestPool.open();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MR__pydicom__MR_small.dcm MR__pydicom__MR_small_RLE.dcm MR__pydicom__MR_small_bigendian.dcm"
            + " MR__pydicom__MR_small_implicit.dcm MR__pydicom__MR_small_jp2klossless.dcm"
            + " MR__pydicom__MR_small_jpeg_ls_lossless.dcm",
        "CT__pydicom-data__693_UNCR.dcm CT__pydicom-data__693_J2KR.dcm",
        "CR__dicom-test-files__RG3_JPLL.dcm CR__dicom-test-files__RG3_RLE.dcm"
            + " CR__pydicom-data__RG3_J2KR.dcm CR__dicom-test-files__RG3_JLSL.dcm",
        "MR__dicom-test-files__MR1_J2KR.dcm MR__dicom-test-files__MR1_JPLL.dcm"
            + " MR__dicom-test-files__MR1_RLE.dcm MR__dicom-test-files__MR1_JLSL.dcm",
        "NM__dicom-test-files__NM1_UNC.dcm NM__dicom-test-files__NM1_J2KR.dcm"
            + " NM__dicom-test-files__NM1_RLE.dcm NM__pydicom-data__JPEG-LL.dcm"
            + " NM__dicom-test-files__NM1_JLSL.dcm",
        "OT__pydicom-data__SC_rgb_expb.dcm OT__pydicom__SC_rgb_rle.dcm"
            + " OT__pydicom__SC_rgb_jpeg_gdcm.dcm",
        "OT__pydicom-data__SC_rgb_16bit_2frame.dcm OT__pydicom-data__SC_rgb_expb_16bit_2frame.dcm"
            + " OT__pydicom__SC_rgb_rle_16bit_2frame.dcm",
        "OT__pydicom-data__SC_rgb_32bit.dcm OT__pydicom-data__SC_rgb_expb_32bit.dcm"
            + " OT__pydicom__SC_rgb_rle_32bit.dcm",
        "OT__pydicom__SC_rgb_small_odd.dcm OT__pydicom__SC_rgb_small_odd_big_endian.dcm",
        "RTDOSE__pydicom__rtdose.dcm RTDOSE__pydicom__rtdose_expb.dcm"
            + " RTDOSE__pydicom__rtdose_rle.dcm",
        "US__pydicom-data__OBXXXX1A.dcm US__pydicom-data__OBXXXX1A_expb.dcm"
            + " US__pydicom-data__OBXXXX1A_rle.dcm",
      })
  void isTheSameForEverySyntaxOfAnImage(String family) throws IOException {
    String expected = "";
    for (String name : family.split(" ")) {
      String digest = new FramesDigest(pool).of(DicomFile.read(SharedData.file(name)));
      expected = expected.isEmpty() ? digest : expected;
      assertThat(digest).as(name).hasSize(64).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CT__pydicom__693_J2KI.dcm",
        "CT__deid-data__ctbrain1.dcm",
        "MR__dicom-test-files__MR1_JLSN.dcm",
        // A baseline stream in a lossless transfer syntax.
        "OP__dcmjs__sample-op.dcm"
      })
  void isEmptyWhereDecodingIsNotDefinedToTheBitOrNotKnownHere(String name) throws IOException {
    assertThat(new FramesDigest(pool).of(DicomFile.read(SharedData.file(name)))).isEmpty();
  }
}
