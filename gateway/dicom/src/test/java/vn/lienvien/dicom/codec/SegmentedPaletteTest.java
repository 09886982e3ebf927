package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.VR;

class SegmentedPaletteTest {
  @Test
  void expandsValuesLinesAndRepetitions() throws FrameCodecException {
    LookupTable table = palette(9, 0, 2, 10, 20, 1, 4, 60, 2, 1, 0, 0, 0, 1, 7);

    assertThat(table.entries()).containsExactly(10, 20, 30, 40, 50, 60, 10, 20, 7);
  }

  @Test
  void refusesSegmentsThatDoNotFillIt() {
    assertMalformed(3, 0, 2, 10, 20);
  }

  @Test
  void refusesSegmentsThatOverflowIt() {
    assertMalformed(1, 0, 2, 10, 20);
  }

  @Test
  void refusesARepetitionOfItself() {
    assertMalformed(100, 0, 1, 10, 2, 1, 6, 0);
  }

  @Test
  void refusesALineFromNowhere() {
    assertMalformed(4, 1, 4, 60);
  }

  private static void assertMalformed(int count, int... words) {
    assertThatThrownBy(() -> palette(count, words)).isInstanceOf(FrameCodecException.class);
  }

  private static LookupTable palette(int count, int... words) throws FrameCodecException {
    Attributes dataset =
        new Attributes()
            .setIntegers(Tag.RedPaletteColorLookupTableDescriptor, count, 0, 16)
            .setBytes(Tag.SegmentedRedPaletteColorLookupTableData, VR.OW, shorts(words));
    return SegmentedPalette.of(
        dataset,
        Tag.RedPaletteColorLookupTableDescriptor,
        Tag.SegmentedRedPaletteColorLookupTableData);
  }

  private static byte[] shorts(int... values) {
    byte[] bytes = new byte[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[2 * i] = (byte) values[i];
      bytes[2 * i + 1] = (byte) (values[i] >> 8);
    }
    return bytes;
  }
}
