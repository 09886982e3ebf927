package vn.lienvien.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.DatasetReader;
import vn.lienvien.dicom.io.DatasetWriter;

/**
 * A data set as the index keeps it, so that a query answers any return key without opening a file:
 * standard elements of at most 1 KiB, short sequences, no pixels; explicit VR little endian,
 * deflated (zlib).
 */
final class HeaderBytes {
  private static final int LONGEST_VALUE = 1024;
  private static final int MOST_ITEMS = 16;
  private static final int LONGEST = 256 * 1024;

  /** At most: tag, VR, two reserved bytes, length (PS3.5 7.1.2), and a byte of padding. */
  private static final int ELEMENT_HEADER = 13;

  private HeaderBytes() {}

  static byte[] of(Attributes dataset) {
    byte[] bounded = bounded(dataset);
    ByteArrayOutputStream deflated = new ByteArrayOutputStream(bounded.length / 2 + 64);
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, deflater)) {
      out.write(bounded);
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes every byte", e);
    } finally {
      deflater.end();
    }
    return deflated.toByteArray();
  }

  /** Whole, or without sequences, or as many elements as fit: H2 takes no more than 1 MiB. */
  private static byte[] bounded(Attributes dataset) {
    byte[] whole = encode(shortened(dataset, true));
    if (whole.length <= LONGEST) {
      return whole;
    }
    Attributes flat = shortened(dataset, false);
    byte[] encoded = encode(flat);
    return encoded.length <= LONGEST ? encoded : encode(beginning(flat));
  }

  private static Attributes beginning(Attributes dataset) {
    Attributes kept = new Attributes();
    int size = 0;
    for (int tag : dataset.tags()) {
      size += dataset.bytes(tag).length + ELEMENT_HEADER;
      if (size <= LONGEST) {
        kept.setBytes(tag, dataset.vr(tag), dataset.bytes(tag));
      }
    }
    return kept;
  }

  static Attributes toAttributes(byte[] header) {
    try (InflaterInputStream in =
        new InflaterInputStream(new java.io.ByteArrayInputStream(header))) {
      return new DatasetReader(UID.ExplicitVRLittleEndian).read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("a header in the index cannot be read", e);
    }
  }

  private static byte[] encode(Attributes dataset) {
    return new DatasetWriter(UID.ExplicitVRLittleEndian).toBytes(dataset);
  }

  private static Attributes shortened(Attributes dataset, boolean withSequences) {
    Attributes kept = new Attributes();
    for (int tag : dataset.tags()) {
      if (isKept(dataset, tag, withSequences)) {
        if (dataset.vr(tag) == VR.SQ) {
          kept.setItems(
              tag,
              dataset.items(tag).stream()
                  .map(item -> shortened(item, true))
                  .toArray(Attributes[]::new));
        } else {
          kept.setBytes(tag, dataset.vr(tag), dataset.bytes(tag));
        }
      }
    }
    return kept;
  }

  private static boolean isKept(Attributes dataset, int tag, boolean withSequences) {
    boolean standard = (tag >>> 16 & 1) == 0 && (tag & 0xFFFF) != 0;
    if (!standard || tag == Tag.PixelData || dataset.isFragments(tag)) {
      return false;
    }
    return dataset.vr(tag) == VR.SQ
        ? withSequences && dataset.items(tag).size() <= MOST_ITEMS
        : dataset.bytes(tag).length <= LONGEST_VALUE;
  }
}
