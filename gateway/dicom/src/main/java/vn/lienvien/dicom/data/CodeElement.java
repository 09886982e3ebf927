package vn.lienvien.dicom.data;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One character repertoire of PS3.3 C.12.1.1.2 and, for ISO 2022, the escape sequences that bring
 * it in (tables C.12-3 and C.12-4).
 *
 * <p>Multi-byte repertoires are decoded through the EUC form of the same table: EUC is ISO 2022
 * with the high bits set.
 */
enum CodeElement {
  ASCII("ISO_IR 6", "ISO 2022 IR 6", "ISO-8859-1", 1, "(B", ""),
  LATIN_1("ISO_IR 100", "ISO 2022 IR 100", "ISO-8859-1", 1, "", "-A"),
  LATIN_2("ISO_IR 101", "ISO 2022 IR 101", "ISO-8859-2", 1, "", "-B"),
  LATIN_3("ISO_IR 109", "ISO 2022 IR 109", "ISO-8859-3", 1, "", "-C"),
  LATIN_4("ISO_IR 110", "ISO 2022 IR 110", "ISO-8859-4", 1, "", "-D"),
  CYRILLIC("ISO_IR 144", "ISO 2022 IR 144", "ISO-8859-5", 1, "", "-L"),
  ARABIC("ISO_IR 127", "ISO 2022 IR 127", "ISO-8859-6", 1, "", "-G"),
  GREEK("ISO_IR 126", "ISO 2022 IR 126", "ISO-8859-7", 1, "", "-F"),
  HEBREW("ISO_IR 138", "ISO 2022 IR 138", "ISO-8859-8", 1, "", "-H"),
  LATIN_5("ISO_IR 148", "ISO 2022 IR 148", "ISO-8859-9", 1, "", "-M"),
  LATIN_9("ISO_IR 203", "ISO 2022 IR 203", "ISO-8859-15", 1, "", "-b"),
  JAPANESE("ISO_IR 13", "ISO 2022 IR 13", "Shift_JIS", 1, "(J", ")I"),
  THAI("ISO_IR 166", "ISO 2022 IR 166", "TIS-620", 1, "", "-T"),
  KANJI("", "ISO 2022 IR 87", "EUC-JP", 2, "$B", ""),
  SUPPLEMENTARY_KANJI("", "ISO 2022 IR 159", "EUC-JP", 2, "$(D", ""),
  KOREAN("", "ISO 2022 IR 149", "EUC-KR", 2, "", "$)C"),
  SIMPLIFIED_CHINESE("", "ISO 2022 IR 58", "GB2312", 2, "", "$)A"),
  UTF_8("ISO_IR 192", "", "UTF-8", 0, "", ""),
  GB18030("GB18030", "", "GB18030", 0, "", ""),
  GBK("GBK", "", "GBK", 0, "", "");

  /** EUC-JP marks JIS X 0212 by this byte (single shift three). */
  private static final byte SINGLE_SHIFT_3 = (byte) 0x8F;

  private static final byte SINGLE_SHIFT_2 = (byte) 0x8E;

  private final String term;
  private final String extensionTerm;
  private final Charset charset;
  private final int bytesPerCharacter;
  private final String g0Escape;
  private final String g1Escape;

  CodeElement(
      String term,
      String extensionTerm,
      String charset,
      int bytesPerCharacter,
      String g0Escape,
      String g1Escape) {
    this.term = term;
    this.extensionTerm = extensionTerm;
    this.charset = Charset.forName(charset);
    this.bytesPerCharacter = bytesPerCharacter;
    this.g0Escape = g0Escape;
    this.g1Escape = g1Escape;
  }

  /** The repertoire of a defined term; also of its common misspellings. */
  static Optional<CodeElement> of(String definedTerm) {
    String wanted = definedTerm.strip().toUpperCase(Locale.ROOT).replace('-', ' ');
    if (wanted.isEmpty()) {
      return Optional.of(ASCII);
    }
    if (wanted.equals("UTF8") || wanted.equals("UTF 8")) {
      return Optional.of(UTF_8);
    }
    String normal = wanted.replace('_', ' ').replace("ISO IR", "ISO_IR").replace("2022_", "2022 ");
    String extension = normal.replace("ISO_IR", "ISO 2022 IR");
    return Arrays.stream(values())
        .filter(e -> normal.equals(e.term) || extension.equals(e.extensionTerm))
        .findFirst();
  }

  /** Whether an escape sequence (without ESC) that starts the text brings this into G0. */
  String g0Escape() {
    return g0Escape;
  }

  String g1Escape() {
    return g1Escape;
  }

  /** Zero for repertoires that switch by themselves and take no escapes. */
  int bytesPerCharacter() {
    return bytesPerCharacter;
  }

  /** JIS X 0201 romaji may stand in G0 from the start; two-byte repertoires need their escape. */
  boolean isInitialG0() {
    return bytesPerCharacter == 1 && !g0Escape.isEmpty();
  }

  boolean isSelfContained() {
    return bytesPerCharacter == 0;
  }

  Charset charset() {
    return charset;
  }

  /** Characters of bytes of this repertoire, whichever of G0 and G1 they were read from. */
  String decode(byte[] bytes, int offset, int length) {
    if (bytesPerCharacter != 2) {
      return new String(bytes, offset, length, charset);
    }
    int perCharacter = this == SUPPLEMENTARY_KANJI ? 3 : 2;
    byte[] euc = new byte[(length + 1) / 2 * perCharacter];
    int at = 0;
    for (int i = 0; i < length; i += 2) {
      if (perCharacter == 3) {
        euc[at++] = SINGLE_SHIFT_3;
      }
      euc[at++] = (byte) (bytes[offset + i] | 0x80);
      euc[at++] = i + 1 < length ? (byte) (bytes[offset + i + 1] | 0x80) : 0;
    }
    return new String(euc, charset);
  }

  /** The bytes of one character as they stand between escapes, or null where it has none here. */
  byte @Nullable [] encode(int codePoint) {
    byte[] bytes;
    try {
      ByteBuffer encoded =
          charset
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(Character.toChars(codePoint)));
      bytes = Arrays.copyOf(encoded.array(), encoded.limit());
    } catch (CharacterCodingException e) {
      return null;
    }
    return switch (this) {
      case ASCII -> codePoint < 0x80 ? bytes : null;
      case KANJI -> bytes.length == 2 && bytes[0] != SINGLE_SHIFT_2 ? sevenBit(bytes, 0) : null;
      case SUPPLEMENTARY_KANJI -> bytes.length == 3 ? sevenBit(bytes, 1) : null;
      default -> isSelfContained() || bytes.length == bytesPerCharacter ? bytes : null;
    };
  }

  private static byte[] sevenBit(byte[] euc, int from) {
    return new byte[] {(byte) (euc[from] & 0x7F), (byte) (euc[from + 1] & 0x7F)};
  }
}
