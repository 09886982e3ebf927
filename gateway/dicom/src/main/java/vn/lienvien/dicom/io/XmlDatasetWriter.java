package vn.lienvien.dicom.io;

import java.io.IOException;
import java.io.Writer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.ElementDictionary;
import vn.lienvien.dicom.data.SpecificCharacterSet;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.VR;

/** Writes the Native DICOM Model (PS3.19 A.1). One use. */
final class XmlDatasetWriter {
  private static final String[] NAME_COMPONENTS = {
    "FamilyName", "GivenName", "MiddleName", "NamePrefix", "NameSuffix"
  };

  private final Writer out;
  private final BulkDataUri bulkData;

  XmlDatasetWriter(Writer out, BulkDataUri bulkData) {
    this.out = out;
    this.bulkData = bulkData;
  }

  void write(DicomFile file) throws IOException {
    begin();
    ModelElements.inOrder(file, tag -> writeElement(file.dataset(), tag, ""), this::writePixels);
    end();
  }

  void write(Attributes dataset) throws IOException {
    begin();
    writeElements(dataset, "");
    end();
  }

  private void begin() throws IOException {
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<NativeDicomModel xmlns=\"");
    out.write(DicomXml.NAMESPACE);
    out.write("\" xml:space=\"preserve\">\n");
  }

  private void end() throws IOException {
    out.write("</NativeDicomModel>\n");
  }

  private void writeElements(Attributes dataset, String path) throws IOException {
    for (int tag : dataset.tags()) {
      writeElement(dataset, tag, path);
    }
  }

  private void writePixels(PixelData pixels) throws IOException {
    Optional<String> uri = bulkData.uriOf(pixels);
    if (uri.isPresent()) {
      open(new Attributes(), pixels.tag(), pixels.vr());
      writeReference(uri.get());
      out.write("</DicomAttribute>\n");
    }
  }

  /** Group lengths have no place in the model, as in JSON (PS3.18 F.2.2). */
  private void writeElement(Attributes dataset, int tag, String path) throws IOException {
    if ((tag & 0xFFFF) == 0 || dataset.isFragments(tag)) {
      return;
    }
    VR vr = ModelVR.of(dataset, tag);
    open(dataset, tag, vr);
    if (tag == Tag.SpecificCharacterSet) {
      writeValues(List.of("ISO_IR 192"), vr);
    } else if (vr == VR.SQ) {
      writeItems(dataset.items(tag), path + "%08X".formatted(tag));
    } else if (ModelVR.isInline(vr)) {
      writeBinary(dataset.bytes(tag), vr, path + "%08X".formatted(tag));
    } else {
      writeValues(values(dataset, tag, vr), vr);
    }
    out.write("</DicomAttribute>\n");
  }

  /** What XML cannot hold is U+FFFD; in a data set of ASCII that is no character either. */
  private static List<String> values(Attributes dataset, int tag, VR vr) {
    List<String> values = ModelVR.strings(dataset, tag, vr);
    return dataset.charset() == SpecificCharacterSet.DEFAULT
        ? values.stream().map(XmlText::questioned).toList()
        : values;
  }

  /** A private element is known by its creator, its block is not said (PS3.19 table A.1.5-2). */
  private void open(Attributes dataset, int tag, VR vr) throws IOException {
    Optional<String> creator = PrivateBlock.creatorOf(dataset, tag);
    int shown = creator.isPresent() ? tag & 0xFFFF_00FF : tag;
    out.write("<DicomAttribute tag=\"%08X\" vr=\"%s\"".formatted(shown, vr));
    attribute("keyword", ElementDictionary.keywordOf(tag));
    attribute("privateCreator", creator);
    out.write(">\n");
  }

  private void attribute(String name, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      out.write(" " + name + "=\"");
      XmlText.write(out, value.get());
      out.write("\"");
    }
  }

  private void writeItems(List<Attributes> items, String path) throws IOException {
    for (int i = 0; i < items.size(); i++) {
      out.write("<Item number=\"" + (i + 1) + "\">\n");
      writeElements(items.get(i), path + "/" + i + "/");
      out.write("</Item>\n");
    }
  }

  private void writeBinary(byte[] bytes, VR vr, String path) throws IOException {
    if (bytes.length == 0) {
      return;
    }
    Optional<String> uri = bulkData.uriOf(path, vr, bytes.length);
    if (uri.isPresent()) {
      writeReference(uri.get());
    } else {
      out.write("<InlineBinary>");
      out.write(Base64.getEncoder().encodeToString(bytes));
      out.write("</InlineBinary>\n");
    }
  }

  private void writeReference(String uri) throws IOException {
    out.write("<BulkData uri=\"");
    XmlText.write(out, uri);
    out.write("\"/>\n");
  }

  private void writeValues(List<String> values, VR vr) throws IOException {
    for (int i = 0; i < values.size(); i++) {
      if (vr == VR.PN) {
        writeName(values.get(i), i + 1);
      } else {
        out.write("<Value number=\"" + (i + 1) + "\">");
        XmlText.write(out, values.get(i));
        out.write("</Value>\n");
      }
    }
  }

  private void writeName(String name, int number) throws IOException {
    out.write("<PersonName number=\"" + number + "\">\n");
    String[] groups = name.split("=", -1);
    for (int i = 0; i < groups.length; i++) {
      if (!groups[i].isEmpty()) {
        out.write("<" + ModelElements.NAME_GROUPS.get(i) + ">\n");
        writeComponents(groups[i].split("\\^", NAME_COMPONENTS.length));
        out.write("</" + ModelElements.NAME_GROUPS.get(i) + ">\n");
      }
    }
    out.write("</PersonName>\n");
  }

  private void writeComponents(String[] components) throws IOException {
    for (int i = 0; i < components.length; i++) {
      if (!components[i].isEmpty()) {
        out.write("<" + NAME_COMPONENTS[i] + ">");
        XmlText.write(out, components[i]);
        out.write("</" + NAME_COMPONENTS[i] + ">\n");
      }
    }
  }
}
