package vn.lienvien.dicom.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.ElementDictionary;
import vn.lienvien.dicom.data.VR;

/** Reads the DICOM JSON model (PS3.18 F.2). One use. */
final class JsonDatasetReader {
  private final JsonParser json;
  private final DicomJson.BulkDataSource bulkData;
  private final Limits limits;

  JsonDatasetReader(JsonParser json, DicomJson.BulkDataSource bulkData, Limits limits) {
    this.json = json;
    this.bulkData = bulkData;
    this.limits = limits;
  }

  Attributes read() throws IOException {
    return readDataset(0);
  }

  private Attributes readDataset(int depth) throws IOException {
    require(JsonToken.START_OBJECT, "a data set is an object");
    if (depth > limits.maxDepth()) {
      throw broken("sequences nested deeper than " + limits.maxDepth());
    }
    // JSON is Unicode whatever the data set claims; the claim comes last, with nothing to re-encode
    Attributes dataset = new Attributes();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      int tag = tag(json.currentName());
      json.nextToken();
      ModelElement content = readContent(tag, depth);
      put(dataset, tag, content);
    }
    require(JsonToken.END_OBJECT, "an object has no end");
    return dataset;
  }

  private int tag(String name) throws IOException {
    if (name.matches("[0-9A-Fa-f]{8}")) {
      return Integer.parseUnsignedInt(name, 16);
    }
    return ElementDictionary.tagOf(name).orElseThrow(() -> broken("an attribute that is no tag"));
  }

  private ModelElement readContent(int tag, int depth) throws IOException {
    require(JsonToken.START_OBJECT, "an attribute is an object");
    ModelElement content = new ModelElement(ElementDictionary.vrOf(tag));
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String member = json.currentName();
      json.nextToken();
      switch (member) {
        case "vr" ->
            content.vr = VR.of(json.getValueAsString("")).orElseThrow(() -> broken("unknown vr"));
        case "Value" -> readValues(content, depth);
        case "InlineBinary" -> content.binary = inline();
        case "BulkDataURI" -> content.binary = bulkData.fetch(json.getValueAsString(""));
        default -> json.skipChildren();
      }
    }
    require(JsonToken.END_OBJECT, "an attribute has no end");
    return content;
  }

  private byte[] inline() throws IOException {
    try {
      return Base64.getMimeDecoder().decode(json.getValueAsString(""));
    } catch (IllegalArgumentException e) {
      throw broken("InlineBinary is no Base64");
    }
  }

  private void readValues(ModelElement content, int depth) throws IOException {
    require(JsonToken.START_ARRAY, "Value is an array");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      switch (json.currentToken()) {
        case VALUE_NULL -> content.values.add("");
        case START_OBJECT -> readObject(content, depth);
        case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
            content.values.add(json.getText());
        default -> throw broken("a value that is neither text, number nor object");
      }
    }
  }

  /** An object is the name of a person, or else an item. */
  private void readObject(ModelElement content, int depth) throws IOException {
    if (content.vr != VR.PN) {
      content.items.add(readDataset(depth + 1));
      return;
    }
    Map<String, String> groups = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String group = json.currentName();
      json.nextToken();
      groups.put(group, json.getValueAsString(""));
    }
    String name =
        groups.getOrDefault("Alphabetic", "")
            + "="
            + groups.getOrDefault("Ideographic", "")
            + "="
            + groups.getOrDefault("Phonetic", "");
    content.values.add(ModelElements.knownGroups(name));
  }

  private void put(Attributes dataset, int tag, ModelElement content) throws IOException {
    try {
      content.putInto(dataset, tag);
    } catch (IllegalArgumentException e) {
      throw broken("a value that does not fit VR " + content.vr);
    }
  }

  private void require(JsonToken wanted, String otherwise) throws IOException {
    if (json.currentToken() != wanted) {
      throw broken(otherwise);
    }
  }

  private DicomFormatException broken(String what) {
    return new DicomFormatException("DICOM JSON: " + what, json.currentLocation().getCharOffset());
  }
}
