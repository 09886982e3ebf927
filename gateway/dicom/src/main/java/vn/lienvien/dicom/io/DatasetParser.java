package vn.lienvien.dicom.io;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.ElementDictionary;
import vn.lienvien.dicom.data.SpecificCharacterSet;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.VR;

/**
 * Reads elements (PS3.5 7). Tolerant where the meaning is beyond doubt, and then it says so; a
 * length that goes beyond its item, sequence or file never is. One use.
 */
final class DatasetParser {
  /** Whether the pixel value of the data set itself is kept or only located. */
  enum Pixels {
    LOCATE,
    KEEP
  }

  /** The container that elements are read from. */
  private record Frame(Encoding encoding, long end, int depth, boolean isDelimited) {}

  private static final int OVERHEAD = 64;

  private final DicomInput in;
  private final HeaderReader headers;
  private final Limits limits;
  private final Tolerated tolerated;
  private final Pixels pixels;
  private long budget;
  private @Nullable PixelData pixelData;

  DatasetParser(DicomInput in, Limits limits, Tolerated tolerated, Pixels pixels) {
    this.in = in;
    this.headers = new HeaderReader(in, tolerated);
    this.limits = limits;
    this.tolerated = tolerated;
    this.pixels = pixels;
    this.budget = limits.maxDatasetBytes();
  }

  /** The pixel value that was passed by; null where there was none. */
  @Nullable PixelData pixelData() {
    return pixelData;
  }

  /** Reads to the end of the input. */
  void readDataset(Attributes into, Encoding encoding) throws IOException {
    readElements(into, new Frame(encoding, in.end(), 0, false), Long.MAX_VALUE);
  }

  /** Reads the elements of a group as long as they come (the meta group, a command set). */
  void readGroup(Attributes into, Encoding encoding, int group) throws IOException {
    Frame frame = new Frame(encoding, in.end(), 0, false);
    while (in.has(8) && in.peekShort(0, false) == group) {
      readElement(into, readHeader(frame), frame);
    }
  }

  /** Reads the elements whose tags are below a tag, and stops before the others. */
  void readUntil(Attributes into, Encoding encoding, int stopTag) throws IOException {
    Frame frame = new Frame(encoding, in.end(), 0, false);
    readElements(into, frame, stopTag & 0xFFFF_FFFFL);
  }

  private void readElements(Attributes into, Frame frame, long stopTag) throws IOException {
    int previous = 0;
    while (in.position() < frame.end() && hasHeader(frame)) {
      if (frame.depth() == 0 && isStop(frame, stopTag)) {
        return;
      }
      ElementHeader header = readHeader(frame);
      switch (header.tag()) {
        case Tag.ItemDelimitationItem -> {
          if (frame.isDelimited()) {
            return;
          }
          tolerated.note(header.tag(), header.offset(), "delimiter in an item of defined length");
        }
        case Tag.SequenceDelimitationItem -> passStrayDelimiter(header, frame);
        case Tag.Item -> throw misplaced(header);
        default -> {
          if (Integer.compareUnsigned(header.tag(), previous) < 0) {
            tolerated.note(header.tag(), header.offset(), "out of order");
          }
          previous = header.tag();
          readElement(into, header, frame);
        }
      }
    }
    if (frame.isDelimited()) {
      throw new DicomFormatException("an item has no end", in.position());
    }
  }

  /** A delimiter too many, of a sequence whose length was already known, ends nothing. */
  private void passStrayDelimiter(ElementHeader header, Frame frame) throws DicomFormatException {
    if (frame.isDelimited() || header.length() != 0) {
      throw misplaced(header);
    }
    tolerated.note(header.tag(), header.offset(), "delimiter of a sequence of defined length");
  }

  private static DicomFormatException misplaced(ElementHeader header) {
    return new DicomFormatException(header.tag(), header.offset(), "stands where an element must");
  }

  private boolean isStop(Frame frame, long stopTag) {
    boolean big = frame.encoding().isBigEndian();
    long tag = (long) in.peekShort(0, big) << 16 | in.peekShort(2, big);
    return tag >= stopTag;
  }

  /** Whether another element follows; zeros that fill up a file do not count. */
  private boolean hasHeader(Frame frame) throws IOException {
    if (!in.has(1)) {
      return false;
    }
    boolean whole = in.has(8);
    if (frame.depth() > 0 || (whole && in.peekInt(0, false) != 0)) {
      headers.require(whole);
      return true;
    }
    long offset = in.position();
    if (whole && in.peekInt(4, false) != 0) {
      return true;
    }
    if (in.restIsZero()) {
      tolerated.note("zeros after the data set from offset " + offset);
      return false;
    }
    throw new DicomFormatException("an element header is cut short or zero", offset);
  }

  private ElementHeader readHeader(Frame frame) throws IOException {
    return headers.read(frame.encoding(), frame.end());
  }

  private void readElement(Attributes into, ElementHeader header, Frame frame) throws IOException {
    requireFit(header, frame);
    if (frame.depth() == 0 && isPixelData(header.tag()) && pixels == Pixels.LOCATE) {
      locatePixels(header, frame);
      return;
    }
    spend(OVERHEAD, header);
    Attributes target = into;
    if (into.contains(header.tag())) {
      tolerated.note(header.tag(), header.offset(), "comes twice; the first one counts");
      target = new Attributes();
    }
    if (header.isUndefined()) {
      readUndefined(target, header, frame);
    } else if (header.vr() == VR.SQ) {
      readItems(target, header, frame, header.encoding());
    } else {
      readValue(target, header);
    }
  }

  private void readUndefined(Attributes into, ElementHeader header, Frame frame)
      throws IOException {
    boolean binary = header.vr() == VR.OB || header.vr() == VR.OW;
    if (isPixelData(header.tag()) || binary) {
      readFragments(into, header, frame);
    } else if (header.vr() == VR.UN) {
      // PS3.5 6.2.2: UN of undefined length is an implicit little endian sequence in every syntax
      readItems(into, header, frame, Encoding.IMPLICIT_LITTLE);
    } else if (header.vr() == VR.SQ || !header.encoding().isExplicit()) {
      readItems(into, header, frame, header.encoding());
    } else if (isItemNext(header)) {
      tolerated.note(header.tag(), header.offset(), "sequence written as " + header.vr());
      readItems(into, header, frame, header.encoding());
    } else {
      throw new DicomFormatException(
          header.tag(), header.offset(), "VR " + header.vr() + " cannot have undefined length");
    }
  }

  private boolean isItemNext(ElementHeader header) throws IOException {
    boolean big = header.encoding().isBigEndian();
    return in.has(8) && (in.peekShort(0, big) << 16 | in.peekShort(2, big)) == Tag.Item;
  }

  private void readValue(Attributes into, ElementHeader header) throws IOException {
    if (header.length() > limits.maxValueBytes()) {
      throw new DicomFormatException(
          header.tag(),
          header.offset(),
          "length " + header.length() + " is above the limit of " + limits.maxValueBytes());
    }
    spend(header.length(), header);
    noteOdd(header);
    byte[] value = readBytes(header);
    if (header.encoding().isBigEndian()) {
      ByteOrders.swap(value, value.length, header.vr().cellSize());
    }
    boolean hidden = header.vr() == VR.UN && ElementDictionary.vrOf(header.tag()) == VR.SQ;
    if (hidden && readHiddenSequence(into, header, value)) {
      return;
    }
    into.setBytes(header.tag(), header.vr(), value);
    if (header.tag() == Tag.PixelRepresentation) {
      headers.sign(into.integer(Tag.PixelRepresentation, 0) == 1);
    } else if (header.tag() == Tag.SpecificCharacterSet) {
      noteUnknownRepertoires(into.strings(header.tag()), header);
    }
  }

  private void noteUnknownRepertoires(List<String> terms, ElementHeader header) {
    if (!terms.stream().allMatch(SpecificCharacterSet::isDefined)) {
      tolerated.note(header.tag(), header.offset(), "a character set that no standard defines");
    }
  }

  private void noteOdd(ElementHeader header) {
    if ((header.length() & 1) != 0) {
      tolerated.note(header.tag(), header.offset(), "odd length " + header.length());
    }
  }

  private byte[] readBytes(ElementHeader header) throws IOException {
    try {
      return in.read(header.length());
    } catch (EOFException e) {
      throw cutShort(header, e);
    }
  }

  /** A sequence of the dictionary behind UN (PS3.5 6.2.2 note 4); left as bytes if it is none. */
  private boolean readHiddenSequence(Attributes into, ElementHeader header, byte[] value)
      throws IOException {
    DicomInput inner =
        new DicomInput(
            new ByteArrayInputStream(value), header.offset(), header.offset() + value.length);
    DatasetParser parser = new DatasetParser(inner, limits, new Tolerated(), Pixels.KEEP);
    ElementHeader asSequence =
        new ElementHeader(
            header.tag(), VR.SQ, value.length, header.offset(), Encoding.IMPLICIT_LITTLE);
    try {
      Frame frame = new Frame(Encoding.IMPLICIT_LITTLE, inner.end(), 0, false);
      parser.readItems(into, asSequence, frame, Encoding.IMPLICIT_LITTLE);
    } catch (DicomFormatException e) {
      tolerated.note(header.tag(), header.offset(), "UN that is no readable sequence");
      return false;
    }
    tolerated.note(header.tag(), header.offset(), "sequence written as UN");
    return true;
  }

  private void readItems(Attributes into, ElementHeader header, Frame outer, Encoding encoding)
      throws IOException {
    if (outer.depth() >= limits.maxDepth()) {
      throw new DicomFormatException(
          header.tag(), header.offset(), "sequences nested deeper than " + limits.maxDepth());
    }
    long end = header.isUndefined() ? outer.end() : in.position() + header.length();
    List<Attributes> items = new ArrayList<>();
    boolean signedOutside = headers.isSigned();
    while (header.isUndefined() || in.position() < end) {
      ElementHeader item = readItemHeader(header, new Frame(encoding, end, 0, false));
      if (item.tag() == Tag.SequenceDelimitationItem) {
        break;
      }
      spend(OVERHEAD, item);
      Attributes content = new Attributes();
      long itemEnd = item.isUndefined() ? end : in.position() + item.length();
      readElements(
          content,
          new Frame(encoding, itemEnd, outer.depth() + 1, item.isUndefined()),
          Long.MAX_VALUE);
      items.add(content);
      headers.sign(signedOutside);
    }
    into.setItems(header.tag(), items.toArray(Attributes[]::new));
  }

  private ElementHeader readItemHeader(ElementHeader sequence, Frame frame) throws IOException {
    if (!in.has(8)) {
      throw new DicomFormatException(
          sequence.tag(), sequence.offset(), "the sequence has no end before that of the file");
    }
    ElementHeader item = readHeader(frame);
    if (item.tag() == Tag.SequenceDelimitationItem) {
      return item;
    }
    if (item.tag() != Tag.Item) {
      throw new DicomFormatException(
          sequence.tag(),
          item.offset(),
          "expected an item, found " + ElementDictionary.toString(item.tag()));
    }
    requireFit(item, frame);
    return item;
  }

  private void readFragments(Attributes into, ElementHeader header, Frame frame)
      throws IOException {
    List<byte[]> fragments = new ArrayList<>();
    ElementHeader item = readItemHeader(header, frame);
    while (item.tag() != Tag.SequenceDelimitationItem) {
      requireDefined(item);
      spend(OVERHEAD + item.length(), item);
      fragments.add(readBytes(item));
      item = readItemHeader(header, frame);
    }
    into.setFragments(header.tag(), header.vr(), fragments);
  }

  private void locatePixels(ElementHeader header, Frame frame) throws IOException {
    if (pixelData != null) {
      throw new DicomFormatException(header.tag(), header.offset(), "a second pixel value");
    }
    if (header.isUndefined()) {
      pixelData = locateFragments(header, frame);
      return;
    }
    noteOdd(header);
    pixelData = new NativePixelData(header.tag(), header.vr(), in.position(), header.length());
    skip(header);
  }

  private EncapsulatedPixelData locateFragments(ElementHeader header, Frame frame)
      throws IOException {
    List<Long> offsets = new ArrayList<>();
    List<EncapsulatedPixelData.Fragment> fragments = new ArrayList<>();
    ElementHeader item = readItemHeader(header, frame);
    for (boolean isTable = true; item.tag() != Tag.SequenceDelimitationItem; isTable = false) {
      requireDefined(item);
      spend(OVERHEAD, item);
      if (isTable) {
        readOffsetTable(item, offsets);
      } else {
        noteOdd(item);
        fragments.add(new EncapsulatedPixelData.Fragment(in.position(), item.length()));
        skip(item);
      }
      item = readItemHeader(header, frame);
    }
    return new EncapsulatedPixelData(header.tag(), header.vr(), fragments, offsets);
  }

  private void readOffsetTable(ElementHeader item, List<Long> offsets) throws IOException {
    if (item.length() % 4 != 0 || item.length() > limits.maxValueBytes()) {
      throw new DicomFormatException(
          item.tag(), item.offset(), "a Basic Offset Table of " + item.length() + " bytes");
    }
    spend(item.length() * 8, item);
    byte[] table = readBytes(item);
    for (int i = 0; i < table.length; i += 4) {
      offsets.add(
          (table[i] & 0xFFL)
              | (table[i + 1] & 0xFFL) << 8
              | (table[i + 2] & 0xFFL) << 16
              | (table[i + 3] & 0xFFL) << 24);
    }
  }

  private void skip(ElementHeader header) throws IOException {
    try {
      in.skip(header.length());
    } catch (EOFException e) {
      throw cutShort(header, e);
    }
  }

  private void requireFit(ElementHeader header, Frame frame) throws DicomFormatException {
    if (!header.isUndefined() && header.length() > frame.end() - in.position()) {
      throw new DicomFormatException(
          header.tag(),
          header.offset(),
          "length %d goes beyond the end of its %s at %d"
              .formatted(
                  header.length(),
                  frame.end() == in.end() ? "file" : "item or sequence",
                  frame.end()));
    }
  }

  private static void requireDefined(ElementHeader item) throws DicomFormatException {
    if (item.isUndefined()) {
      throw new DicomFormatException(item.tag(), item.offset(), "a fragment of undefined length");
    }
  }

  private void spend(long bytes, ElementHeader header) throws DicomFormatException {
    budget -= bytes;
    if (budget < 0) {
      throw new DicomFormatException(
          header.tag(),
          header.offset(),
          "the data set without pixels is above the limit of " + limits.maxDatasetBytes());
    }
  }

  private static DicomFormatException cutShort(ElementHeader header, EOFException cause) {
    DicomFormatException cut =
        new DicomFormatException(
            header.tag(),
            header.offset(),
            "the end comes before its " + header.length() + " bytes");
    cut.initCause(cause);
    return cut;
  }

  private static boolean isPixelData(int tag) {
    return tag == Tag.PixelData || tag == Tag.FloatPixelData || tag == Tag.DoubleFloatPixelData;
  }
}
