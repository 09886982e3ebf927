package vn.lienvien.dicom.vietnamese;

import java.util.Map;
import java.util.Optional;

/** A table of single bytes; ASCII below 80H save where a standard puts capitals there. */
final class CodePage {
  /** Stands for bytes that mean nothing. */
  private static final char NONE = '\uFFFD';

  private static final String UNUSED_16 = String.valueOf(NONE).repeat(16);

  /** TCVN 5712:1993 VN2, 80H to FFH; VN3, which the ABC fonts have, is the part of it from A0H. */
  static final CodePage TCVN_5712 =
      new CodePage(
          "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ"
              + "ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
              + "\u00A0ĂÂÊÔƠƯĐăâêôơưđẰ"
              + "\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
              + "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
              + "éẹềểễếệìỉỄẾỒĩíịò"
              + "Ổỏõóọồổỗốộờởỡớợù"
              + "ỖủũúụừửữứựỳỷỹýỵỐ",
          Map.of());

  /** RFC 1456; six capitals found room only among the controls. */
  static final CodePage VISCII =
      new CodePage(
          "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"
              + "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
              + "Õắằặấầẩậẽẹếềểễệố"
              + "ồổỗỠƠộờởịỰỨỪỬơớƯ"
              + "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"
              + "ĐứÒÓÔạỷừửÙÚỹỵÝỡư"
              + "àáâãảăữẫèéêẻìíĩỉ"
              + "đựòóôõỏọụùúũủýợỮ",
          Map.of(0x02, 'Ẳ', 0x05, 'Ẵ', 0x06, 'Ẫ', 0x14, 'Ỷ', 0x19, 'Ỹ', 0x1E, 'Ỵ'));

  /** Windows-1258; punctuation of its lower rows is no part of names and left out. */
  static final CodePage WINDOWS_1258 =
      new CodePage(
          UNUSED_16
              + "\uFFFD‘’“”•–—"
              + String.valueOf(NONE).repeat(8)
              + "\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯"
              + "°±²³´µ¶·¸¹º»¼½¾¿"
              + "ÀÁÂĂÄÅÆÇÈÉÊË\u0300ÍÎÏ"
              + "ĐÑ\u0309ÓÔƠÖ×ØÙÚÛÜƯ\u0303ß"
              + "àáâăäåæçèéêë\u0301íîï"
              + "đñ\u0323óôơö÷øùúûüư₫ÿ",
          Map.of());

  private final String high;
  private final Map<Integer, Character> low;

  private CodePage(String high, Map<Integer, Character> low) {
    if (high.length() != 0x80) {
      throw new IllegalArgumentException("a table of " + high.length());
    }
    this.high = high;
    this.low = low;
  }

  /** The characters, as the table has them; empty where one byte has none. */
  Optional<String> decode(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      char c = b < 0 ? high.charAt(b & 0x7F) : low.getOrDefault((int) b, (char) b);
      if (c == NONE) {
        return Optional.empty();
      }
      text.append(c);
    }
    return Optional.of(text.toString());
  }
}
