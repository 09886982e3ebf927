package vn.lienvien.web;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether two elements of the DICOM JSON model (PS3.18 F) say the same. */
final class DicomJsonComparison {
  private DicomJsonComparison() {}

  /**
   * @param own may give by reference what the other gives inline
   */
  static boolean same(JsonNode own, JsonNode other) {
    if (own.path("vr").asText().equals("UN")) {
      return true; // a private element of an implicit VR file, which pydicom's dictionary names
    }
    if (!own.path("vr").equals(other.path("vr"))) {
      return false;
    }
    if (own.has("BulkDataURI")) {
      return true;
    }
    if (other.has("InlineBinary")) {
      return own.path("InlineBinary").asText().equals(other.get("InlineBinary").asText());
    }
    boolean single = other.get("vr").asText().equals("FL");
    return values(own.path("Value"), other.path("Value"), single);
  }

  private static boolean values(JsonNode own, JsonNode other, boolean single) {
    if (own.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < own.size(); i++) {
      if (!value(own.get(i), other.get(i), single)) {
        return false;
      }
    }
    return true;
  }

  private static boolean value(JsonNode own, JsonNode other, boolean single) {
    if (other.isNumber()) { // what JSON cannot write as a number, such as +18.5, is a string
      double number = Double.parseDouble(own.asText("NaN"));
      return single ? (float) number == (float) other.asDouble() : number == other.asDouble();
    }
    boolean item =
        own.isObject() && other.properties().stream().anyMatch(m -> m.getKey().length() == 8);
    if (item) {
      return own.size() == other.size()
          && other.properties().stream().allMatch(m -> same(own.path(m.getKey()), m.getValue()));
    }
    return own.equals(other);
  }
}
