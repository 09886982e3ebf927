package vn.lienvien.hl7;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Message bytes to text by MSH-18 (HL7 v2.5.1 §2.15.9.18, table 0211). */
final class Hl7Encoding {
  private Hl7Encoding() {}

  /**
   * Decodes a message strictly: bytes that are not of the stated character set are a fault, because
   * a name with replacement characters must not become part of a case.
   *
   * @param absent the character set of messages without MSH-18
   */
  static String decode(byte[] message, Charset absent) throws Hl7FaultException {
    Charset charset = charset(statedCharacterSet(message), absent);
    try {
      String text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(message))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new Hl7FaultException(
          Hl7Fault.error(
              "MSH^1^18",
              Hl7Fault.Code.DATA_TYPE_ERROR,
              "Bytes are not " + charset.name() + " text; state the character set in MSH-18"));
    }
  }

  /** MSH-18 is ASCII in every character set that is accepted here. */
  private static String statedCharacterSet(byte[] message) {
    String header = new String(message, StandardCharsets.ISO_8859_1);
    return MessageHeader.of(header).field(18);
  }

  private static Charset charset(String stated, Charset absent) throws Hl7FaultException {
    return switch (stated.toUpperCase(Locale.ROOT)) {
      case "" -> absent;
      case "UNICODE UTF-8", "UNICODE", "UTF-8", "UTF8" -> StandardCharsets.UTF_8;
      // Every ASCII text is UTF-8 text too, and mislabelled UTF-8 is then read right.
      case "ASCII" -> StandardCharsets.UTF_8;
      case "8859/1" -> StandardCharsets.ISO_8859_1;
      default ->
          throw new Hl7FaultException(
              Hl7Fault.error(
                  "MSH^1^18",
                  Hl7Fault.Code.TABLE_VALUE_NOT_FOUND,
                  "Character set is not supported; send UNICODE UTF-8"));
    };
  }
}
