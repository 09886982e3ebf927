package vn.lienvien.dicom.io;

import java.io.IOException;
import vn.lienvien.dicom.data.ElementDictionary;

/** Bytes that are no DICOM: the message names tag and offset, never a value. */
public final class DicomFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  public DicomFormatException(String message, long offset) {
    super(message + " (offset " + offset + ")");
    this.offset = offset;
  }

  public DicomFormatException(int tag, long offset, String message) {
    this(ElementDictionary.toString(tag) + ": " + message, offset);
  }

  /** Where in the file or stream the element or header began. */
  public long offset() {
    return offset;
  }
}
