package vn.lienvien.dicom.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.ElementDictionary;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.TransferSyntax;
import vn.lienvien.dicom.data.VR;

/**
 * Writes data sets strictly as PS3.5 wants them: tags in order, lengths even, sequences and items
 * of defined length, group lengths reckoned anew. Groups 0000, 0002 and FFFE, which have no place
 * in a data set, are left out. Immutable, for any thread.
 */
public final class DatasetWriter {
  private static final long HIGHEST_OFFSET = 0xFFFF_FFFFL;

  private final TransferSyntax syntax;

  public DatasetWriter(TransferSyntax syntax) {
    this.syntax = syntax;
  }

  public DatasetWriter(String transferSyntaxUID) {
    this(TransferSyntax.of(transferSyntaxUID));
  }

  public byte[] toBytes(Attributes dataset) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(dataset, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes every byte", e);
    }
    return bytes.toByteArray();
  }

  public void write(Attributes dataset, OutputStream out) throws IOException {
    write(dataset, null, out);
  }

  /** Writes a data set with its pixel value, which takes its place in the order of tags. */
  public void write(Attributes dataset, @Nullable PixelSource pixels, OutputStream out)
      throws IOException {
    if (!syntax.isDeflated()) {
      plain(dataset, pixels, out);
      return;
    }
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater);
      plain(dataset, pixels, deflated);
      deflated.finish();
      // PS3.5 A.5: the deflated stream too is made even
      if ((deflater.getBytesWritten() & 1) != 0) {
        out.write(0);
      }
    } finally {
      deflater.end();
    }
  }

  private void plain(Attributes dataset, @Nullable PixelSource pixels, OutputStream out)
      throws IOException {
    DicomOutput output = new DicomOutput(out, Encoding.of(syntax));
    int[] tags = dataset.tags();
    PixelSource pending = pixels;
    for (int i = 0; i < tags.length; i++) {
      if (pending != null && Integer.compareUnsigned(tags[i], pending.tag()) > 0) {
        pixels(pending, output);
        pending = null;
      }
      if (isWritten(tags[i]) && (pixels == null || tags[i] != pixels.tag())) {
        element(dataset, tags, i, output);
      }
    }
    if (pending != null) {
      pixels(pending, output);
    }
  }

  private static boolean isWritten(int tag) {
    int group = tag >>> 16;
    // the length of group 7FE0 may not fit 32 bits; PS3.5 7.2 retires group lengths anyhow
    return group != 0 && group != 2 && group != 0xFFFE && tag != 0x7FE00000;
  }

  private static void element(Attributes set, int[] tags, int index, DicomOutput out)
      throws IOException {
    int tag = tags[index];
    VR vr = set.vr(tag);
    if ((tag & 0xFFFF) == 0) {
      out.element(tag, VR.UL, 4);
      out.value(littleEndian((int) groupLength(set, tags, index, out)), VR.UL);
    } else if (vr == VR.SQ) {
      sequence(tag, set.items(tag), out);
    } else if (set.isFragments(tag)) {
      fragments(tag, set.fragments(tag), out);
    } else {
      byte[] bytes = set.bytes(tag);
      out.element(tag, vr, even(bytes.length));
      out.value(bytes, vr);
    }
  }

  private static void sequence(int tag, List<Attributes> items, DicomOutput out)
      throws IOException {
    boolean delimited = isDelimited(tag, out);
    if (delimited) {
      out.delimitedSequence(tag);
    } else {
      out.element(tag, VR.SQ, itemsLength(items, out));
    }
    for (Attributes item : items) {
      out.item(Tag.Item, length(item, out));
      int[] tags = item.tags();
      for (int i = 0; i < tags.length; i++) {
        if (isWritten(tags[i])) {
          element(item, tags, i, out);
        }
      }
    }
    if (delimited) {
      out.item(Tag.SequenceDelimitationItem, 0);
    }
  }

  /** Without a VR, only its undefined length shows that an element no dictionary knows is one. */
  private static boolean isDelimited(int tag, DicomOutput out) {
    return !out.isExplicit() && ElementDictionary.vrOf(tag) != VR.SQ;
  }

  private static void fragments(int tag, List<byte[]> fragments, DicomOutput out)
      throws IOException {
    out.fragmentsElement(tag);
    for (byte[] fragment : fragments) {
      out.item(Tag.Item, even(fragment.length));
      out.value(fragment, VR.OB);
    }
    out.item(Tag.SequenceDelimitationItem, 0);
  }

  private void pixels(PixelSource pixels, DicomOutput out) throws IOException {
    switch (pixels) {
      case PixelSource.Native source -> {
        out.element(source.tag(), source.vr(), even(source.length()));
        exactly(source.length(), source.content(), out.stream());
      }
      case PixelSource.Encapsulated source -> encapsulated(source, out);
    }
  }

  private void encapsulated(PixelSource.Encapsulated source, DicomOutput out) throws IOException {
    if (!syntax.isExplicit() || syntax.isBigEndian()) {
      throw new IllegalArgumentException("fragments cannot stand in " + syntax.uid());
    }
    out.fragmentsElement(source.tag());
    // a table that 32 bits cannot hold is left empty, as PS3.5 A.4 allows
    boolean fits = source.basicOffsetTable().stream().allMatch(at -> at <= HIGHEST_OFFSET);
    List<Long> table = fits ? source.basicOffsetTable() : List.of();
    out.item(Tag.Item, table.size() * 4L);
    for (long offset : table) {
      out.value(littleEndian((int) offset), VR.UL);
    }
    source
        .fragments()
        .produce(
            new PixelSource.FragmentSink() {
              @Override
              public void fragment(byte[] bytes) throws IOException {
                fragment(bytes.length, stream -> stream.write(bytes));
              }

              @Override
              public void fragment(long length, PixelSource.Content content) throws IOException {
                out.item(Tag.Item, even(length));
                exactly(length, content, out.stream());
              }
            });
    out.item(Tag.SequenceDelimitationItem, 0);
  }

  private static void exactly(long length, PixelSource.Content content, OutputStream out)
      throws IOException {
    CountingStream counting = new CountingStream(out);
    content.writeTo(counting);
    if (counting.count() != length) {
      throw new IOException(
          "pixel data of " + counting.count() + " bytes came where " + length + " were promised");
    }
    if ((length & 1) != 0) {
      out.write(0);
    }
  }

  private static long length(Attributes item, DicomOutput out) {
    long sum = 0;
    int[] tags = item.tags();
    for (int tag : tags) {
      sum += isWritten(tag) ? elementLength(item, tag, out) : 0;
    }
    return sum;
  }

  private static long itemsLength(List<Attributes> items, DicomOutput out) {
    long sum = 0;
    for (Attributes item : items) {
      sum += 8 + length(item, out);
    }
    return sum;
  }

  private static long elementLength(Attributes set, int tag, DicomOutput out) {
    VR vr = set.vr(tag);
    if ((tag & 0xFFFF) == 0) {
      return out.headerLength(VR.UL, 4) + 4;
    }
    if (set.isFragments(tag)) {
      long sum = out.headerLength(VR.OB, 0) + 8;
      for (byte[] fragment : set.fragments(tag)) {
        sum += 8 + even(fragment.length);
      }
      return sum;
    }
    if (vr == VR.SQ) {
      int delimiter = isDelimited(tag, out) ? 8 : 0;
      return out.headerLength(VR.SQ, 0) + itemsLength(set.items(tag), out) + delimiter;
    }
    long value = even(set.bytes(tag).length);
    return out.headerLength(vr, value) + value;
  }

  private static long groupLength(Attributes set, int[] tags, int index, DicomOutput out) {
    long sum = 0;
    for (int i = index + 1; i < tags.length && tags[i] >>> 16 == tags[index] >>> 16; i++) {
      sum += elementLength(set, tags[i], out);
    }
    return sum;
  }

  private static byte[] littleEndian(int value) {
    return new byte[] {
      (byte) value, (byte) (value >>> 8), (byte) (value >>> 16), (byte) (value >>> 24)
    };
  }

  private static long even(long length) {
    return length + (length & 1);
  }
}
