package vn.lienvien.dicom.io;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.ElementDictionary;
import vn.lienvien.dicom.data.VR;

/** Reads the Native DICOM Model (PS3.19 A.1), with or without its namespace. One use. */
final class XmlDatasetReader {
  private static final List<String> NAME_GROUPS = List.of("Alphabetic", "Ideographic", "Phonetic");
  private static final List<String> NAME_COMPONENTS =
      List.of("FamilyName", "GivenName", "MiddleName", "NamePrefix", "NameSuffix");

  private final XMLStreamReader xml;
  private final DicomJson.BulkDataSource bulkData;
  private final Limits limits;

  XmlDatasetReader(XMLStreamReader xml, DicomJson.BulkDataSource bulkData, Limits limits) {
    this.xml = xml;
    this.bulkData = bulkData;
    this.limits = limits;
  }

  Attributes read() throws IOException, XMLStreamException {
    while (xml.next() != XMLStreamConstants.START_ELEMENT) {
      if (xml.getEventType() == XMLStreamConstants.DTD) {
        throw broken("a document type");
      }
    }
    if (!xml.getLocalName().equals("NativeDicomModel")) {
      throw broken("the document is no NativeDicomModel");
    }
    return readDataset(0);
  }

  /** Reads the attributes up to the end of the element that the reader is in. */
  private Attributes readDataset(int depth) throws IOException, XMLStreamException {
    if (depth > limits.maxDepth()) {
      throw broken("sequences nested deeper than " + limits.maxDepth());
    }
    Attributes dataset = new Attributes();
    while (nextChild()) {
      require("DicomAttribute");
      int tag = tag(attribute("tag"));
      String creator = attribute("privateCreator");
      ModelElement element = readElement(tag, depth);
      try {
        boolean owned = creator != null && (tag & 0x10000) != 0 && (tag & 0xFF00) != 0xFF00;
        element.putInto(
            dataset, owned ? PrivateBlock.tagOf(dataset, tag, String.valueOf(creator)) : tag);
      } catch (IllegalArgumentException e) {
        throw broken("a value that does not fit VR " + element.vr);
      }
    }
    return dataset;
  }

  private ModelElement readElement(int tag, int depth) throws IOException, XMLStreamException {
    ModelElement element = new ModelElement(vr(tag));
    while (nextChild()) {
      switch (xml.getLocalName()) {
        case "Value" -> element.values.add(xml.getElementText());
        case "PersonName" -> element.values.add(readName());
        case "Item" -> element.items.add(readDataset(depth + 1));
        case "InlineBinary" -> element.binary = inline(xml.getElementText());
        case "BulkData" -> {
          element.binary = bulkData.fetch(String.valueOf(attribute("uri")));
          skip();
        }
        default -> throw broken("an element that is not of the model");
      }
    }
    return element;
  }

  private VR vr(int tag) throws DicomFormatException {
    String name = attribute("vr");
    if (name == null) {
      return ElementDictionary.vrOf(tag);
    }
    return VR.of(name).orElseThrow(() -> broken("unknown vr"));
  }

  private int tag(@Nullable String text) throws DicomFormatException {
    if (text == null || !text.matches("[0-9A-Fa-f]{8}")) {
      throw broken("an attribute that is no tag");
    }
    return Integer.parseUnsignedInt(text, 16);
  }

  private String readName() throws IOException, XMLStreamException {
    String[] groups = {"", "", ""};
    while (nextChild()) {
      int group = NAME_GROUPS.indexOf(xml.getLocalName());
      if (group < 0) {
        throw broken("an element that is no part of a name");
      }
      groups[group] = readComponents();
    }
    return trimmed(String.join("=", groups), '=');
  }

  private String readComponents() throws IOException, XMLStreamException {
    String[] components = new String[NAME_COMPONENTS.size()];
    Arrays.fill(components, "");
    while (nextChild()) {
      int component = NAME_COMPONENTS.indexOf(xml.getLocalName());
      if (component < 0) {
        throw broken("an element that is no part of a name");
      }
      components[component] = xml.getElementText();
    }
    return trimmed(String.join("^", components), '^');
  }

  private byte[] inline(String base64) throws DicomFormatException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw broken("InlineBinary is no Base64");
    }
  }

  /** Moves to the next child; false at the end of the element around. */
  private boolean nextChild() throws XMLStreamException, DicomFormatException {
    while (true) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          return true;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return false;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!xml.isWhiteSpace()) {
            throw broken("text between elements");
          }
        }
        case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.END_DOCUMENT ->
            throw broken("the model ends before its end");
        default -> {
          // comments and processing instructions say nothing
        }
      }
    }
  }

  /** Passes what is inside; a reference has nothing there. */
  private void skip() throws XMLStreamException, DicomFormatException {
    if (nextChild()) {
      throw broken("an element inside a reference");
    }
  }

  private void require(String name) throws DicomFormatException {
    if (!xml.getLocalName().equals(name)) {
      throw broken("expected " + name);
    }
  }

  private @Nullable String attribute(String name) {
    return xml.getAttributeValue(null, name);
  }

  private static String trimmed(String text, char delimiter) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == delimiter) {
      end--;
    }
    return text.substring(0, end);
  }

  private DicomFormatException broken(String what) {
    return new DicomFormatException(
        "DICOM XML: " + what, Math.max(0, xml.getLocation().getCharacterOffset()));
  }
}
