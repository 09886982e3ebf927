package vn.lienvien.dicom.io;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.VR;

/** Writes the DICOM JSON model (PS3.18 F.2). One use. */
final class JsonDatasetWriter {
  /** What JSON calls a number; DS and IS that are none stay text (F.2.3). */
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final JsonGenerator json;
  private final BulkDataUri bulkData;

  JsonDatasetWriter(JsonGenerator json, BulkDataUri bulkData) {
    this.json = json;
    this.bulkData = bulkData;
  }

  void write(DicomFile file) throws IOException {
    json.writeStartObject();
    ModelElements.inOrder(file, tag -> writeElement(file.dataset(), tag, ""), this::writePixels);
    json.writeEndObject();
  }

  void write(Attributes dataset, String path) throws IOException {
    json.writeStartObject();
    for (int tag : dataset.tags()) {
      writeElement(dataset, tag, path);
    }
    json.writeEndObject();
  }

  private void writePixels(PixelData pixels) throws IOException {
    Optional<String> uri = bulkData.uriOf(pixels);
    if (uri.isPresent()) {
      json.writeObjectFieldStart(key(pixels.tag()));
      json.writeStringField("vr", pixels.vr().name());
      json.writeStringField("BulkDataURI", uri.get());
      json.writeEndObject();
    }
  }

  /** Group lengths have no place in the model (F.2.2). */
  private void writeElement(Attributes dataset, int tag, String path) throws IOException {
    if ((tag & 0xFFFF) == 0 || dataset.isFragments(tag)) {
      return;
    }
    VR vr = ModelVR.of(dataset, tag);
    String key = key(tag);
    json.writeObjectFieldStart(key);
    json.writeStringField("vr", vr.name());
    if (tag == Tag.SpecificCharacterSet) {
      json.writeFieldName("Value");
      json.writeArray(new String[] {"ISO_IR 192"}, 0, 1);
    } else {
      writeValue(dataset, tag, vr, path + key);
    }
    json.writeEndObject();
  }

  private void writeValue(Attributes dataset, int tag, VR vr, String path) throws IOException {
    if (vr == VR.SQ) {
      writeItems(dataset.items(tag), path);
      return;
    }
    byte[] bytes = dataset.bytes(tag);
    if (bytes.length == 0) {
      return;
    }
    if (ModelVR.isInline(vr)) {
      writeBinary(bytes, vr, path);
      return;
    }
    List<String> values = ModelVR.strings(dataset, tag, vr);
    if (!values.isEmpty()) {
      json.writeArrayFieldStart("Value");
      for (String value : values) {
        writeString(value, vr);
      }
      json.writeEndArray();
    }
  }

  private void writeItems(List<Attributes> items, String path) throws IOException {
    if (items.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("Value");
    for (int i = 0; i < items.size(); i++) {
      write(items.get(i), path + "/" + i + "/");
    }
    json.writeEndArray();
  }

  private void writeBinary(byte[] bytes, VR vr, String path) throws IOException {
    Optional<String> uri = bulkData.uriOf(path, vr, bytes.length);
    if (uri.isPresent()) {
      json.writeStringField("BulkDataURI", uri.get());
    } else {
      json.writeBinaryField("InlineBinary", bytes);
    }
  }

  private void writeString(String value, VR vr) throws IOException {
    if (value.isEmpty()) {
      json.writeNull();
      return;
    }
    switch (vr) {
      case PN -> writeName(value);
      case FL, FD, SL, SS, SV, UL, US, UV, DS, IS -> {
        if (NUMBER.matcher(value).matches()) {
          json.writeNumber(value);
        } else {
          json.writeString(value);
        }
      }
      default -> json.writeString(value);
    }
  }

  private void writeName(String name) throws IOException {
    String[] groups = name.split("=", -1);
    json.writeStartObject();
    for (int i = 0; i < groups.length; i++) {
      if (!groups[i].isEmpty()) {
        json.writeStringField(ModelElements.NAME_GROUPS.get(i), groups[i]);
      }
    }
    json.writeEndObject();
  }

  private static String key(int tag) {
    return HEX.toHexDigits(tag);
  }
}
