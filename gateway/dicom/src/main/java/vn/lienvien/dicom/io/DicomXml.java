package vn.lienvien.dicom.io;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import vn.lienvien.dicom.data.Attributes;

/** The Native DICOM Model in XML (PS3.19 A.1), in Unicode. For any thread. */
public final class DicomXml {
  static final String NAMESPACE = "http://dicom.nema.org/PS3.19/models/NativeDICOM";

  private DicomXml() {}

  /** One data set as one document. */
  public static String write(Attributes dataset, BulkDataUri bulkData) {
    StringWriter text = new StringWriter();
    try {
      write(text, dataset, bulkData);
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes every character", e);
    }
    return text.toString();
  }

  /** As {@link #write(Attributes, BulkDataUri)}, the pixel value of the file by reference. */
  public static String write(DicomFile file, BulkDataUri bulkData) {
    StringWriter text = new StringWriter();
    try {
      write(text, file, bulkData);
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes every character", e);
    }
    return text.toString();
  }

  public static void write(Writer out, Attributes dataset, BulkDataUri bulkData)
      throws IOException {
    new XmlDatasetWriter(out, bulkData).write(dataset);
  }

  /** As {@link #write(Writer, Attributes, BulkDataUri)}, the pixel value by reference. */
  public static void write(Writer out, DicomFile file, BulkDataUri bulkData) throws IOException {
    new XmlDatasetWriter(out, bulkData).write(file);
  }

  /**
   * Reads one document; what is not the model is a {@link DicomFormatException}. Entities and
   * document types are refused.
   */
  public static Attributes read(Reader text, DicomJson.BulkDataSource bulkData) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(text);
      return new XmlDatasetReader(xml, bulkData, Limits.DEFAULT).read();
    } catch (XMLStreamException e) {
      long at = e.getLocation() == null ? 0 : e.getLocation().getCharacterOffset();
      DicomFormatException broken = new DicomFormatException("this is no XML", at);
      broken.initCause(e);
      throw broken;
    }
  }
}
