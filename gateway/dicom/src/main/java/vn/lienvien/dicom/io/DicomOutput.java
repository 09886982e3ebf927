package vn.lienvien.dicom.io;

import java.io.IOException;
import java.io.OutputStream;
import vn.lienvien.dicom.data.ElementDictionary;
import vn.lienvien.dicom.data.VR;

/** Writes element headers and values in one encoding. Not thread-safe. */
final class DicomOutput {
  private static final long UNDEFINED = 0xFFFF_FFFFL;

  /** PS3.5 7.1.1: 32 bits, even, and all bits set says something else. */
  private static final long LONGEST = 0xFFFF_FFFEL;

  private static final int SHORT_LENGTH_LIMIT = 0xFFFE;

  private final OutputStream out;
  private final Encoding encoding;
  private final byte[] header = new byte[12];

  DicomOutput(OutputStream out, Encoding encoding) {
    this.out = out;
    this.encoding = encoding;
  }

  /** The VR that is written: UN where a value outgrew its VR's 16-bit length (PS3.5 6.2.2). */
  VR written(VR vr, long length) {
    boolean tooLong = !vr.hasLongLength() && length > SHORT_LENGTH_LIMIT;
    return encoding.isExplicit() && tooLong ? VR.UN : vr;
  }

  int headerLength(VR vr, long length) {
    return encoding.isExplicit() && written(vr, length).hasLongLength() ? 12 : 8;
  }

  void element(int tag, VR vr, long length) throws IOException {
    if (length > LONGEST) {
      throw tooLong(tag, length);
    }
    header(tag, written(vr, length), length);
  }

  /** Begins a sequence whose end a delimiter tells. */
  void delimitedSequence(int tag) throws IOException {
    header(tag, VR.SQ, UNDEFINED);
  }

  private void header(int tag, VR written, long length) throws IOException {
    putTag(tag);
    if (!encoding.isExplicit()) {
      putInt(4, (int) length);
      out.write(header, 0, 8);
      return;
    }
    header[4] = (byte) written.name().charAt(0);
    header[5] = (byte) written.name().charAt(1);
    if (written.hasLongLength()) {
      putShort(6, 0);
      putInt(8, (int) length);
      out.write(header, 0, 12);
    } else {
      putShort(6, (int) length);
      out.write(header, 0, 8);
    }
  }

  /** Begins encapsulated pixel data, which is OB whatever it was before (PS3.5 A.4). */
  void fragmentsElement(int tag) throws IOException {
    header(tag, VR.OB, UNDEFINED);
  }

  /** An item or delimiter, which never has a VR. */
  void item(int tag, long length) throws IOException {
    if (length > LONGEST) {
      throw tooLong(tag, length);
    }
    putTag(tag);
    putInt(4, (int) length);
    out.write(header, 0, 8);
  }

  /** A value in this encoding's byte order, made even. */
  void value(byte[] littleEndian, VR vr) throws IOException {
    boolean swap = encoding.isBigEndian() && vr.cellSize() > 1;
    byte[] bytes =
        swap
            ? ByteOrders.swap(littleEndian.clone(), littleEndian.length, vr.cellSize())
            : littleEndian;
    out.write(bytes);
    if ((bytes.length & 1) != 0) {
      out.write(vr.padding());
    }
  }

  private static IllegalArgumentException tooLong(int tag, long length) {
    return new IllegalArgumentException(
        "%s: a value of %d bytes has no place in 32 bits of length; encapsulated pixels have"
            .formatted(ElementDictionary.toString(tag), length));
  }

  boolean isExplicit() {
    return encoding.isExplicit();
  }

  OutputStream stream() {
    return out;
  }

  private void putTag(int tag) {
    putShort(0, tag >>> 16);
    putShort(2, tag & 0xFFFF);
  }

  private void putShort(int at, int value) {
    boolean big = encoding.isBigEndian();
    header[at] = (byte) (big ? value >>> 8 : value);
    header[at + 1] = (byte) (big ? value : value >>> 8);
  }

  private void putInt(int at, int value) {
    boolean big = encoding.isBigEndian();
    putShort(at, big ? value >>> 16 : value & 0xFFFF);
    putShort(at + 2, big ? value & 0xFFFF : value >>> 16);
  }
}
