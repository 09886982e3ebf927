package vn.lienvien.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes encoded by pydicom 2.3.1, and the examples of PS3.5 annexes H to K. */
class SpecificCharacterSetTest {
  @ParameterizedTest
  @CsvSource({
    "ISO_IR 100, 4275635e4ae972f46d65, Buc^Jérôme",
    "ISO_IR 101, a3756b61737a5eaff3b3e6, Łukasz^Żółć",
    "ISO_IR 109, a1616c5ed56f72f5, Ħal^Ġorġ",
    "ISO_IR 110, 4be0726c69735eab, Kārlis^Ģ",
    "ISO_IR 144, bbeeda6365dcd17970d3, Люкceмбypг",
    "ISO_IR 127, e2c8c7e6ea5ee4e6d2c7d1, قباني^لنزار",
    "ISO_IR 126, c4e9efedf5f3e9eff2, Διονυσιος",
    "ISO_IR 138, f9f8e5ef5ee3e1e5f8e4, שרון^דבורה",
    "ISO_IR 148, c761f06c61725ed0, Çağlar^Ğ",
    "ISO_IR 203, 3130a4, 10€",
    "ISO_IR 13, d4cfc0de5ec0dbb3, ﾔﾏﾀﾞ^ﾀﾛｳ",
    "ISO_IR 166, b9d2c1caa1d8c55eaad7e8cd, นามสกุล^ชื่อ",
    "ISO_IR 192, 4e677579e1bb856e5e56c4836e20c490e1bba963, Nguyễn^Văn Đức",
    "GB18030, cdf55ed0a1b6ab, 王^小东",
    "GBK, cdf55ed0a1b6ab, 王^小东",
    "ISO 2022 IR 6\\ISO 2022 IR 87,"
        + "59616d6164615e5461726f753d1b24423b3345441b28425e1b244242404f3a1b2842"
        + "3d1b24422464245e24401b28425e1b2442243f246d24261b2842,"
        + "Yamada^Tarou=山田^太郎=やまだ^たろう",
    "ISO 2022 IR 13\\ISO 2022 IR 87,"
        + "d4cfc0de5ec0dbb33d1b24423b3345441b284a5e1b244242404f3a1b284a"
        + "3d1b24422464245e24401b284a5e1b2442243f246d24261b284a,"
        + "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
    "\\ISO 2022 IR 149,"
        + "486f6e675e47696c646f6e673d1b242943fbf35e1b242943d1ced4d7"
        + "3d1b242943c8ab5e1b242943b1e6b5bf,"
        + "Hong^Gildong=洪^吉洞=홍^길동",
    "\\ISO 2022 IR 58,"
        + "5a68616e675e5869616f446f6e673d1b242941d5c55e1b242941d0a1b6ab3d,"
        + "Zhang^XiaoDong=张^小东=",
    "\\ISO 2022 IR 159, 4162635e1b24284430211b2842, Abc^丂",
    "\\ISO 2022 IR 144, 4976616e5e1b2d4cbbeeda, Ivan^Люк",
    "ISO 2022 IR 100\\ISO 2022 IR 126, 4ae972f46d655e1b2d46c4e9efed, Jérôme^Διον"
  })
  void everyRepertoireIsReadAndWrittenAsOtherToolkitsDo(String terms, String hex, String name) {
    SpecificCharacterSet set = SpecificCharacterSet.of(List.of(terms.split("\\\\", -1)));
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThat(set.decode(bytes, VR.PN)).isEqualTo(name);
    assertThat(set.encode(name, VR.PN).map(HexFormat.of()::formatHex)).hasValue(hex);
  }

  @Test
  void aBackslashThatIsHalfACharacterSeparatesNoValues() {
    byte[] bytes = HexFormat.of().parseHex("1b2442245c1b28425c41");
    Attributes dataset =
        new Attributes()
            .set(Tag.SpecificCharacterSet, "", "ISO 2022 IR 87")
            .setBytes(Tag.OtherPatientNames, VR.PN, bytes);
    assertThat(dataset.strings(Tag.OtherPatientNames)).containsExactly("ぼ", "A");
  }

  @Test
  void misspeltTermsAreUnderstood() {
    for (String term : List.of("ISO IR 192", "iso_ir 192", "ISO-IR 192", "UTF-8", "UTF8")) {
      assertThat(SpecificCharacterSet.of(List.of(term))).isEqualTo(SpecificCharacterSet.UNICODE);
    }
    assertThat(SpecificCharacterSet.of(List.of("ISO 2022_IR 100")).encode("é", VR.LO))
        .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(0xE9));
    assertThat(SpecificCharacterSet.of(List.of("KLINGON"))).isEqualTo(SpecificCharacterSet.DEFAULT);
  }

  @Test
  void whatARepertoireDoesNotHoldIsNeverReplaced() {
    SpecificCharacterSet latin = SpecificCharacterSet.of(List.of("ISO_IR 100"));
    assertThat(latin.encode("Nguyễn", VR.PN)).isEmpty();
    assertThat(SpecificCharacterSet.DEFAULT.encode("é", VR.LO)).isEmpty();
    assertThat(SpecificCharacterSet.UNICODE.encode("é", VR.CS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // without the empty first value that PS3.3 C.12.1.1.2 wants, as many a Japanese modality does
    "ISO 2022 IR 87, 59616d6164615e5461726f753d1b24423b3345441b2842, Yamada^Tarou=山田",
    "ISO_IR 87, 1b24423b3345441b28425e41, 山田^A",
    "ISO 2022 IR 149, 486f6e673d1b242943fbf35e1b242943d1ced4d7, Hong=洪^吉洞"
  })
  void aTwoByteRepertoireThatIsDeclaredAloneBeginsWithAscii(String term, String hex, String name) {
    SpecificCharacterSet set = SpecificCharacterSet.of(List.of(term));
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThat(set.decode(bytes, VR.PN)).isEqualTo(name);
    assertThat(set.encode(name, VR.PN).map(HexFormat.of()::formatHex)).hasValue(hex);
  }

  @Test
  void everyValueComponentAndLineBeginsWithTheFirstRepertoire() {
    // after caret, equals, backslash and line feed, E9H is é of ISO 8859-1 again, not Greek
    SpecificCharacterSet set =
        SpecificCharacterSet.of(List.of("ISO 2022 IR 100", "ISO 2022 IR 126"));
    byte[] names = HexFormat.of().parseHex("1b2d46c45ee93d1b2d46c43de95c1b2d46c45ce9");
    assertThat(set.decode(names, VR.PN)).isEqualTo("Δ^é=Δ=é\\Δ\\é");
    byte[] lines = HexFormat.of().parseHex("1b2d46c45ec40de9");
    assertThat(set.decode(lines, VR.LT)).isEqualTo("Δ^Δ\ré");
  }

  @Test
  void bytesOutsideTheRepertoireAreReplacedVisiblyInMultiByteSetsOnly() {
    byte[] bytes = {'A', (byte) 0xE9, 'B'};
    assertThat(SpecificCharacterSet.UNICODE.decode(bytes, VR.LO)).isEqualTo("A\uFFFDB");
    assertThat(SpecificCharacterSet.DEFAULT.decode(bytes, VR.LO)).isEqualTo("AéB");
  }
}
