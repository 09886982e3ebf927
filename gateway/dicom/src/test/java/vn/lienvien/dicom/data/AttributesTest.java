package vn.lienvien.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AttributesTest {
  private static final String NAME = "Đặng^Thị Hoà";

  @Test
  void elementsAreInTheOrderOfUnsignedTags() {
    Attributes set =
        new Attributes()
            .setBytes(Tag.DataSetTrailingPadding, VR.OB, new byte[2])
            .set(Tag.PatientID, "1")
            .set(Tag.Modality, "CT");
    assertThat(set.tags()).containsExactly(Tag.Modality, Tag.PatientID, Tag.DataSetTrailingPadding);
    assertThat(set.remove(Tag.PatientID).contains(Tag.PatientID)).isFalse();
    assertThat(set.size()).isEqualTo(2);
  }

  @Test
  void valuesAreReadWithoutPaddingAndSplitWhereTheVRHasValues() {
    Attributes set =
        new Attributes()
            .set(Tag.ImageType, "ORIGINAL ", " PRIMARY")
            .set(Tag.ImageComments, "  a\\b ")
            .set(Tag.SOPInstanceUID, "1.2.3")
            .setEmpty(Tag.AccessionNumber);
    assertThat(set.strings(Tag.ImageType)).containsExactly("ORIGINAL", "PRIMARY");
    assertThat(set.strings(Tag.ImageComments)).containsExactly("  a\\b");
    assertThat(set.bytes(Tag.SOPInstanceUID)).hasSize(6).endsWith(0);
    assertThat(set.string(Tag.SOPInstanceUID)).hasValue("1.2.3");
    assertThat(set.contains(Tag.AccessionNumber)).isTrue();
    assertThat(set.string(Tag.AccessionNumber)).isEmpty();
  }

  @Test
  void numbersAreReadFromTextAndFromBinary() {
    Attributes set =
        new Attributes()
            .set(Tag.InstanceNumber, "+12")
            .set(Tag.SliceThickness, "1.50")
            .setIntegers(Tag.Rows, 65535)
            .setIntegers(Tag.PixelPaddingValue, 63536)
            .setNumbers(Tag.RealWorldValueSlope, 0.1)
            .setNumbers(Tag.WindowCenter, 1 / 3.0, -1e300)
            .set(Tag.SeriesNumber, "no number");
    assertThat(set.integer(Tag.InstanceNumber)).hasValue(12);
    assertThat(set.numbers(Tag.SliceThickness)).containsExactly(1.5);
    assertThat(set.integer(Tag.Rows, 0)).isEqualTo(65535);
    assertThat(set.numbers(Tag.RealWorldValueSlope)).containsExactly(0.1);
    assertThat(set.string(Tag.WindowCenter, "").length()).isLessThanOrEqualTo(16);
    assertThat(set.integer(Tag.SeriesNumber)).isEmpty();
    assertThat(set.integers(Tag.Columns)).isEmpty();
    assertThatThrownBy(() -> set.setIntegers(Tag.Rows, 65536))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void newTextThatIsNotAsciiDeclaresUnicode() {
    Attributes set = new Attributes().set(Tag.PatientID, "1").set(Tag.PatientName, NAME);
    assertThat(set.string(Tag.SpecificCharacterSet)).hasValue("ISO_IR 192");
    assertThat(set.string(Tag.PatientName)).hasValue(NAME);
    assertThat(new Attributes().set(Tag.PatientID, "1").size()).isEqualTo(1);
  }

  @Test
  void unicodeIsDeclaredOnceAndByTheDataSetAroundTheItem() {
    Attributes inner = new Attributes().set(Tag.StudyDescription, NAME);
    Attributes outer = new Attributes().setItems(Tag.ReferencedStudySequence, inner);
    Attributes root = new Attributes().setItems(Tag.ReferencedStudySequence, outer);
    assertThat(root.string(Tag.SpecificCharacterSet)).hasValue("ISO_IR 192");
    assertThat(outer.contains(Tag.SpecificCharacterSet)).isFalse();
    assertThat(inner.contains(Tag.SpecificCharacterSet)).isFalse();
    assertThat(inner.string(Tag.StudyDescription)).hasValue(NAME);
    Attributes latin = new Attributes().set(Tag.SpecificCharacterSet, "ISO_IR 100");
    latin.setItems(Tag.ReferencedStudySequence, new Attributes().set(Tag.StudyDescription, NAME));
    Attributes item = latin.item(Tag.ReferencedStudySequence).orElseThrow();
    assertThat(item.string(Tag.SpecificCharacterSet)).hasValue("ISO_IR 192");
    assertThat(item.string(Tag.StudyDescription)).hasValue(NAME);
  }

  @Test
  void textThatTheRepertoireDoesNotHoldMovesEverythingToUnicode() {
    Attributes item = new Attributes().set(Tag.SpecificCharacterSet, "ISO_IR 100");
    item.set(Tag.StudyDescription, "Crâne");
    item.remove(Tag.SpecificCharacterSet);
    Attributes set =
        new Attributes()
            .set(Tag.SpecificCharacterSet, "ISO_IR 100")
            .set(Tag.ReferringPhysicianName, "Jérôme")
            .setItems(Tag.ReferencedStudySequence, item);
    set.item(Tag.ReferencedStudySequence).orElseThrow().set(Tag.PatientName, NAME);
    assertThat(set.charset()).isEqualTo(SpecificCharacterSet.UNICODE);
    assertThat(set.string(Tag.ReferringPhysicianName)).hasValue("Jérôme");
    assertThat(item.string(Tag.StudyDescription)).hasValue("Crâne");
    assertThat(item.contains(Tag.SpecificCharacterSet)).isFalse();
  }

  @Test
  void textKeepsItsMeaningWhereverItIsCopied() {
    Attributes latin =
        new Attributes()
            .set(Tag.SpecificCharacterSet, "ISO_IR 100")
            .set(Tag.PatientName, "Jérôme")
            .setItems(Tag.ReferencedStudySequence, new Attributes().set(Tag.StudyDescription, "x"));
    Attributes inside = latin.item(Tag.ReferencedStudySequence).orElseThrow();
    inside.set(Tag.StudyDescription, "Crâne");
    assertThat(latin.subset(Tag.PatientName).string(Tag.PatientName)).hasValue("Jérôme");
    assertThat(inside.copy().string(Tag.StudyDescription)).hasValue("Crâne");
    Attributes merged = new Attributes().set(Tag.PatientName, NAME).putAll(inside);
    assertThat(merged.string(Tag.StudyDescription)).hasValue("Crâne");
    assertThat(merged.string(Tag.PatientName)).hasValue(NAME);
    Attributes elsewhere = new Attributes().set(Tag.PatientName, NAME);
    elsewhere.setItems(Tag.ReferencedStudySequence, inside);
    assertThat(elsewhere.item(Tag.ReferencedStudySequence).orElseThrow())
        .isNotSameAs(inside)
        .extracting(copy -> copy.string(Tag.StudyDescription).orElse(""))
        .isEqualTo("Crâne");
    assertThat(latin.copy()).isEqualTo(latin).hasSameHashCodeAs(latin);
  }

  @Test
  void sayingAnotherRepertoireChangesNoByte() {
    Attributes mislabelled = new Attributes().set(Tag.PatientName, NAME);
    byte[] before = mislabelled.bytes(Tag.PatientName);
    mislabelled.set(Tag.SpecificCharacterSet, "ISO_IR 100");
    assertThat(mislabelled.string(Tag.PatientName, "")).isNotEqualTo(NAME);
    mislabelled.set(Tag.SpecificCharacterSet, "ISO_IR 192");
    assertThat(mislabelled.bytes(Tag.PatientName)).isSameAs(before);
    assertThat(mislabelled.string(Tag.PatientName)).hasValue(NAME);
  }

  @Test
  void itsDescriptionNamesNobody() {
    Attributes set = new Attributes().set(Tag.PatientName, "Trần");
    assertThat(set).hasToString("Attributes[(0008,0005)CS (0010,0010)PN]");
  }
}
