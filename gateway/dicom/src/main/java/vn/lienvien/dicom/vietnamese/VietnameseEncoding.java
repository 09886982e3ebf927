package vn.lienvien.dicom.vietnamese;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What Vietnamese text is found in where (0008,0005) says something else; DICOM has a term for the
 * first of them only.
 */
public enum VietnameseEncoding {
  /** ISO_IR 192 that was declared as Latin 1, or not declared. */
  UTF_8("UTF-8") {
    @Override
    Optional<String> text(byte[] bytes) {
      try {
        return Optional.of(
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
      } catch (CharacterCodingException e) {
        return Optional.empty();
      }
    }
  },
  /** TCVN 5712:1993, of the ABC fonts (.VnTime). */
  TCVN3("TCVN3") {
    @Override
    Optional<String> text(byte[] bytes) {
      return CodePage.TCVN_5712.decode(bytes).map(CapitalFont::restored);
    }
  },
  /** VNI for Windows: letters with a mark's letter behind them. */
  VNI("VNI") {
    @Override
    Optional<String> text(byte[] bytes) {
      return VniText.decode(bytes);
    }
  },
  /** RFC 1456. */
  VISCII("VISCII") {
    @Override
    Optional<String> text(byte[] bytes) {
      return CodePage.VISCII.decode(bytes);
    }
  },
  /** Microsoft's code page, tones as combining characters. */
  WINDOWS_1258("Windows-1258") {
    @Override
    Optional<String> text(byte[] bytes) {
      return CodePage.WINDOWS_1258.decode(bytes);
    }
  };

  private final String label;

  VietnameseEncoding(String label) {
    this.label = label;
  }

  /** The name that people write, such as {@code Windows-1258}. */
  public String label() {
    return label;
  }

  /** The encoding with this name, however it is written. */
  public static Optional<VietnameseEncoding> of(String name) {
    String wanted = plain(name);
    return Arrays.stream(values()).filter(each -> plain(each.label).equals(wanted)).findFirst();
  }

  /** The text of bytes, in NFC; empty where they cannot be of this encoding. */
  public Optional<String> decode(byte[] bytes) {
    return text(bytes).map(text -> Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  abstract Optional<String> text(byte[] bytes);

  private static String plain(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }
}
