package vn.lienvien.consult;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * JSON between sites in one canonical form: members sorted by name, no white space, times in
 * ISO-8601 UTC; the same value is always the same text, so that it can be signed.
 */
final class Json {
  /** A ledger line is about 250 bytes: room for four places of 50,000 objects. */
  static final int MAXIMUM_CHARACTERS = 64 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxStringLength(MAXIMUM_CHARACTERS)
                          .build())
                  .build())
          .addModules(new JavaTimeModule(), new Jdk8Module())
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          // A later version may say more than this one understands.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private Json() {}

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of this gateway has no JSON form", e);
    }
  }

  /** Reads a record in full: absent or null members are a fault. */
  static <T> T read(String text, Class<T> type) {
    if (text.length() > MAXIMUM_CHARACTERS) {
      throw new EnvelopeException(type.getSimpleName() + " is longer than a peer may send");
    }
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      // Jackson's own message quotes the text.
      throw new EnvelopeException(
          type.getSimpleName() + " cannot be read: " + e.getClass().getSimpleName());
    }
  }
}
