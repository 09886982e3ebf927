package vn.lienvien.link;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/**
 * JSON as the link writes and reads it: records, ISO-8601 instants, no absent fields; fields of a
 * newer version are passed over. The same record always gives the same bytes.
 */
final class LinkJson {
  private final ObjectMapper mapper =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  byte[] bytes(Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a link record that cannot be written as JSON", e);
    }
  }

  <T> T read(byte[] json, Class<T> type) throws IOException {
    try {
      T value = mapper.readValue(json, type);
      if (value == null) {
        throw new LinkFormatException("an empty " + type.getSimpleName());
      }
      return value;
    } catch (JsonProcessingException e) {
      // The parser's own message may quote the text, which may hold patient data.
      throw new LinkFormatException("not a readable " + type.getSimpleName());
    }
  }
}
