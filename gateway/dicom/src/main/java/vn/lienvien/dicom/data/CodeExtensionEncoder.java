package vn.lienvien.dicom.data;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Writes text with ISO 2022 code extensions (PS3.5 6.1.2.5.3): before every delimiter and at the
 * end ASCII (or JIS X 0201 romaji, where that is the first repertoire) is back in G0, and after it
 * the first repertoire is taken to be in G1. One use.
 */
final class CodeExtensionEncoder {
  private final List<CodeElement> elements;
  private final VR vr;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodeElement base;
  private final CodeElement initialG1;
  private CodeElement g0;
  private CodeElement g1;

  CodeExtensionEncoder(List<CodeElement> elements, VR vr) {
    this.elements = elements;
    this.vr = vr;
    CodeElement first = elements.getFirst();
    this.base = first.isInitialG0() ? first : CodeElement.ASCII;
    // a two-byte repertoire needs its escape even where it was declared first
    this.initialG1 = first.bytesPerCharacter() == 1 ? first : CodeElement.ASCII;
    this.g0 = base;
    this.g1 = initialG1;
  }

  Optional<byte[]> encode(String text) {
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (codePoint < 0x80) {
        ascii(codePoint);
      } else if (!encode(codePoint)) {
        return Optional.empty();
      }
      at += Character.charCount(codePoint);
    }
    intoG0(base);
    return Optional.of(bytes.toByteArray());
  }

  private void ascii(int c) {
    intoG0(base);
    bytes.write(c);
    boolean namePart = vr == VR.PN && (c == '^' || c == '=');
    if (c < ' ' || c == '\\' || namePart) {
      g1 = initialG1;
    }
  }

  private boolean encode(int codePoint) {
    for (CodeElement element : elements) {
      byte[] encoded = element.encode(codePoint);
      if (encoded == null) {
        continue;
      }
      if (encoded[0] < 0) {
        intoG1(element);
      } else {
        intoG0(element);
      }
      bytes.writeBytes(encoded);
      return true;
    }
    return false;
  }

  private void intoG0(CodeElement element) {
    if (g0 != element) {
      escape(element.g0Escape());
      g0 = element;
    }
  }

  private void intoG1(CodeElement element) {
    if (g1 != element) {
      escape(element.g1Escape());
      g1 = element;
    }
  }

  private void escape(String sequence) {
    bytes.write(CodeExtensionDecoder.ESC);
    bytes.writeBytes(sequence.getBytes(StandardCharsets.US_ASCII));
  }
}
