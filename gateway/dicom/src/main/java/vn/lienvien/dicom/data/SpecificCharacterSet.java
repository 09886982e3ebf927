package vn.lienvien.dicom.data;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The repertoires that (0008,0005) names, and text in them (PS3.3 C.12.1.1.2, PS3.5 6.1.2).
 * Immutable, for any thread.
 *
 * <p>Decoding never fails: bytes outside the repertoire become U+FFFD in multi-byte repertoires and
 * Latin-1 characters where only ASCII is declared, as pydicom does. Encoding never replaces: what
 * the repertoires do not hold gives an empty result.
 */
public final class SpecificCharacterSet {
  /** No (0008,0005): ISO_IR 6. */
  public static final SpecificCharacterSet DEFAULT =
      new SpecificCharacterSet(List.of(CodeElement.ASCII));

  /** ISO_IR 192, which everything new is written in. */
  public static final SpecificCharacterSet UNICODE =
      new SpecificCharacterSet(List.of(CodeElement.UTF_8));

  private final List<CodeElement> elements;

  private SpecificCharacterSet(List<CodeElement> elements) {
    this.elements = List.copyOf(elements);
  }

  /** The set named by the values of (0008,0005); terms that PS3.3 does not define are passed by. */
  public static SpecificCharacterSet of(List<String> definedTerms) {
    List<CodeElement> found = new ArrayList<>();
    for (String term : definedTerms) {
      CodeElement.of(term).ifPresent(found::add);
    }
    if (found.isEmpty()) {
      return DEFAULT;
    }
    // UTF-8 behind an empty first value is meant: ASCII is part of it
    if (found.getFirst() == CodeElement.ASCII && found.contains(CodeElement.UTF_8)) {
      return UNICODE;
    }
    // code extensions need single-byte repertoires: a self-contained one stands alone
    if (found.getFirst().isSelfContained()) {
      return new SpecificCharacterSet(found.subList(0, 1));
    }
    found.removeIf(CodeElement::isSelfContained);
    return new SpecificCharacterSet(found);
  }

  /** Whether PS3.3 C.12.1.1.2 defines a value of (0008,0005), or it is a common misspelling. */
  public static boolean isDefined(String term) {
    return CodeElement.of(term).isPresent();
  }

  /** The text of bytes of an element with this VR, delimiters kept, padding not removed. */
  public String decode(byte[] bytes, VR vr) {
    if (isAscii(bytes)) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
    CodeElement first = elements.getFirst();
    if (!vr.isCharsetDependent()) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
    if (first.isSelfContained()) {
      return new String(bytes, first.charset());
    }
    return new CodeExtensionDecoder(first, bytes, vr).decode();
  }

  /** The bytes of a text, or empty where these repertoires cannot hold it. */
  public Optional<byte[]> encode(String text, VR vr) {
    CodeElement first = elements.getFirst();
    if (!vr.isCharsetDependent() || text.chars().allMatch(c -> c < 0x80)) {
      return encodeWhole(text, CodeElement.ASCII);
    }
    if (first.isSelfContained() || (elements.size() == 1 && first.bytesPerCharacter() == 1)) {
      return encodeWhole(text, first);
    }
    return new CodeExtensionEncoder(elements, vr).encode(text);
  }

  /** The same text in other repertoires; where they do not hold it, the bytes as they are. */
  byte[] transcode(byte[] bytes, VR vr, SpecificCharacterSet to) {
    if (!vr.isCharsetDependent() || isAscii(bytes)) {
      return bytes;
    }
    return to.encode(decode(bytes, vr), vr).map(b -> TextValues.padded(b, vr)).orElse(bytes);
  }

  /** Whether text here is UTF-8. */
  public boolean isUnicode() {
    return elements.getFirst() == CodeElement.UTF_8;
  }

  /** Whether bytes of 80H and above are declared as ISO 8859-1, or not declared at all. */
  public boolean isLatin() {
    return elements.stream().allMatch(e -> e == CodeElement.ASCII || e == CodeElement.LATIN_1);
  }

  /** Whether escapes bring in other repertoires (ISO 2022). */
  public boolean hasCodeExtensions() {
    return elements.size() > 1;
  }

  private static Optional<byte[]> encodeWhole(String text, CodeElement element) {
    if (element == CodeElement.ASCII && text.chars().anyMatch(c -> c >= 0x80)) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = element.charset().newEncoder().encode(CharBuffer.wrap(text));
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      return Optional.of(copy);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** No byte of another repertoire and no escape. */
  static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0 || b == CodeExtensionDecoder.ESC) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpecificCharacterSet set && set.elements.equals(elements);
  }

  @Override
  public int hashCode() {
    return elements.hashCode();
  }

  @Override
  public String toString() {
    return elements.toString();
  }
}
