package vn.lienvien.dicom.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import vn.lienvien.dicom.data.Attributes;

/** The DICOM JSON model (PS3.18 F), in Unicode. For any thread. */
public final class DicomJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Fetches what a BulkDataURI stands for. */
  @FunctionalInterface
  public interface BulkDataSource {
    /** Refuses every reference. */
    BulkDataSource REFUSE =
        uri -> {
          throw new DicomFormatException("bulk data by reference is not accepted here", 0);
        };

    byte[] fetch(String uri) throws IOException;
  }

  private DicomJson() {}

  /** One data set as one JSON object. */
  public static String write(Attributes dataset, BulkDataUri bulkData) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json, dataset, bulkData);
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes every character", e);
    }
    return text.toString();
  }

  /** One data set as one object, wherever the generator stands. */
  public static void write(JsonGenerator json, Attributes dataset, BulkDataUri bulkData)
      throws IOException {
    new JsonDatasetWriter(json, bulkData).write(dataset, "");
  }

  /** As {@link #write(Attributes, BulkDataUri)}, the pixel value of the file by reference. */
  public static String write(DicomFile file, BulkDataUri bulkData) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json, file, bulkData);
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes every character", e);
    }
    return text.toString();
  }

  /** As {@link #write(JsonGenerator, Attributes, BulkDataUri)}, its pixel value by reference. */
  public static void write(JsonGenerator json, DicomFile file, BulkDataUri bulkData)
      throws IOException {
    new JsonDatasetWriter(json, bulkData).write(file);
  }

  /** Reads one object; text that is not the DICOM JSON model is a {@link DicomFormatException}. */
  public static Attributes read(String text, BulkDataSource bulkData) throws IOException {
    try (JsonParser json = FACTORY.createParser(text)) {
      json.nextToken();
      return read(json, bulkData);
    } catch (JsonProcessingException e) {
      throw broken(e);
    }
  }

  /** Reads the object whose opening brace is the parser's current token. */
  public static Attributes read(JsonParser json, BulkDataSource bulkData) throws IOException {
    try {
      return new JsonDatasetReader(json, bulkData, Limits.DEFAULT).read();
    } catch (JsonProcessingException e) {
      throw broken(e);
    }
  }

  private static DicomFormatException broken(JsonProcessingException cause) {
    JsonLocation at = cause.getLocation();
    DicomFormatException broken =
        new DicomFormatException("this is no JSON", at == null ? 0 : at.getCharOffset());
    broken.initCause(cause);
    return broken;
  }
}
