package vn.lienvien.dicom.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.VR;

/** Writes a group that begins with its length: 0002 of files, 0000 of messages. */
final class GroupWriter {
  private GroupWriter() {}

  /** The elements of one group, its length first and reckoned anew; they hold no sequences. */
  static byte[] toBytes(Attributes set, int group, Encoding encoding) {
    try {
      ByteArrayOutputStream elements = new ByteArrayOutputStream();
      DicomOutput out = new DicomOutput(elements, encoding);
      for (int tag : set.tags()) {
        if (tag >>> 16 == group && (tag & 0xFFFF) != 0) {
          write(out, tag, set.vr(tag), set.bytes(tag));
        }
      }
      int length = elements.size();
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      byte[] value = {
        (byte) length, (byte) (length >>> 8), (byte) (length >>> 16), (byte) (length >>> 24)
      };
      write(new DicomOutput(whole, encoding), group << 16, VR.UL, value);
      elements.writeTo(whole);
      return whole.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes every byte", e);
    }
  }

  private static void write(DicomOutput out, int tag, VR vr, byte[] value) throws IOException {
    out.element(tag, vr, value.length + (value.length & 1));
    out.value(value, vr);
  }
}
