package vn.lienvien.dicom.io;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.ElementDictionary;
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

  /** The element header that was read last. */
  private record Header(int tag, VR vr, long length, long offset, Encoding encoding) {
    boolean isUndefined() {
      return length == UNDEFINED;
    }
  }

  /** The container that elements are read from. */
  private record Frame(Encoding encoding, long end, int depth, boolean isDelimited) {}

  static final long UNDEFINED = 0xFFFF_FFFFL;

  private static final int OVERHEAD = 64;

  private final DicomInput in;
  private final Limits limits;
  private final Tolerated tolerated;
  private final Pixels pixels;
  private long budget;
  private boolean isSigned;
  private @Nullable PixelData pixelData;

  DatasetParser(DicomInput in, Limits limits, Tolerated tolerated, Pixels pixels) {
    this.in = in;
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
    while (in.position() < frame.end() && hasHeader(frame)) {
      if (frame.depth() == 0 && isStop(frame, stopTag)) {
        return;
      }
      Header header = readHeader(frame);
      switch (header.tag()) {
        case Tag.ItemDelimitationItem -> {
          if (frame.isDelimited()) {
            return;
          }
          tolerated.note(header.tag(), header.offset(), "delimiter in an item of defined length");
        }
        case Tag.Item, Tag.SequenceDelimitationItem ->
            throw new DicomFormatException(
                header.tag(), header.offset(), "stands where an element must");
        default -> readElement(into, header, frame);
      }
    }
    if (frame.isDelimited()) {
      throw new DicomFormatException("an item has no end", in.position());
    }
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
      return requireHeader(whole);
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

  private boolean requireHeader(boolean whole) throws DicomFormatException {
    if (!whole) {
      throw new DicomFormatException("an element header is cut short", in.position());
    }
    return true;
  }

  private Header readHeader(Frame frame) throws IOException {
    long offset = in.position();
    requireHeader(in.has(8));
    Encoding encoding = frame.encoding();
    boolean big = encoding.isBigEndian();
    int tag = in.peekShort(0, big) << 16 | in.peekShort(2, big);
    if (tag >>> 16 == 0xFFFE || !encoding.isExplicit()) {
      return implicitHeader(tag, offset, encoding);
    }
    VR vr = VR.of(in.peek(4), in.peek(5)).orElse(null);
    if (vr == null) {
      return strangeHeader(tag, offset, frame);
    }
    return vr.hasLongLength()
        ? longHeader(tag, vr, offset, encoding)
        : shortHeader(tag, vr, offset, encoding);
  }

  private Header implicitHeader(int tag, long offset, Encoding encoding) {
    long length = in.peekInt(4, encoding.isBigEndian()) & UNDEFINED;
    in.advance(8);
    VR vr = tag >>> 16 == 0xFFFE ? VR.UN : ElementDictionary.vrOf(tag, isSigned);
    return new Header(tag, vr, length, offset, encoding);
  }

  private Header shortHeader(int tag, VR vr, long offset, Encoding encoding) {
    int length = in.peekShort(6, encoding.isBigEndian());
    in.advance(8);
    return new Header(tag, vr, length, offset, encoding);
  }

  private Header longHeader(int tag, VR vr, long offset, Encoding encoding) throws IOException {
    requireHeader(in.has(12));
    long length = in.peekInt(8, encoding.isBigEndian()) & UNDEFINED;
    in.advance(12);
    return new Header(tag, vr, length, offset, encoding);
  }

  /**
   * Two bytes that are no VR: a VR of a later standard (PS3.5 6.2 promises it the long form), or an
   * element that a careless writer left implicit.
   */
  private Header strangeHeader(int tag, long offset, Frame frame) throws IOException {
    Encoding encoding = frame.encoding();
    boolean letters = isCapital(in.peek(4)) && isCapital(in.peek(5));
    long implicitLength = in.peekInt(4, encoding.isBigEndian()) & UNDEFINED;
    long room = Math.min(frame.end(), in.end()) - offset - 8;
    if (!letters && !encoding.isBigEndian() && implicitLength <= room) {
      tolerated.note(tag, offset, "implicit VR in an explicit data set");
      return implicitHeader(tag, offset, Encoding.IMPLICIT_LITTLE);
    }
    tolerated.note(tag, offset, "unknown VR, read as UN");
    return letters && in.peekShort(6, false) == 0
        ? longHeader(tag, VR.UN, offset, encoding)
        : shortHeader(tag, VR.UN, offset, encoding);
  }

  private static boolean isCapital(int letter) {
    return letter >= 'A' && letter <= 'Z';
  }

  private void readElement(Attributes into, Header header, Frame frame) throws IOException {
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

  private void readUndefined(Attributes into, Header header, Frame frame) throws IOException {
    boolean binary = header.vr() == VR.OB || header.vr() == VR.OW;
    if (isPixelData(header.tag()) || binary) {
      readFragments(into, header, frame);
    } else if (header.vr() == VR.UN) {
      // PS3.5 6.2.2: UN of undefined length is an implicit little endian sequence in every syntax
      readItems(into, header, frame, Encoding.IMPLICIT_LITTLE);
    } else if (header.vr() == VR.SQ || !header.encoding().isExplicit()) {
      readItems(into, header, frame, header.encoding());
    } else {
      throw new DicomFormatException(
          header.tag(), header.offset(), "VR " + header.vr() + " cannot have undefined length");
    }
  }

  private void readValue(Attributes into, Header header) throws IOException {
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
      isSigned = into.integer(Tag.PixelRepresentation, 0) == 1;
    }
  }

  private void noteOdd(Header header) {
    if ((header.length() & 1) != 0) {
      tolerated.note(header.tag(), header.offset(), "odd length " + header.length());
    }
  }

  private byte[] readBytes(Header header) throws IOException {
    try {
      return in.read(header.length());
    } catch (EOFException e) {
      throw cutShort(header, e);
    }
  }

  /** A sequence of the dictionary behind UN (PS3.5 6.2.2 note 4); left as bytes if it is none. */
  private boolean readHiddenSequence(Attributes into, Header header, byte[] value)
      throws IOException {
    DicomInput inner =
        new DicomInput(
            new ByteArrayInputStream(value), header.offset(), header.offset() + value.length);
    DatasetParser parser = new DatasetParser(inner, limits, new Tolerated(), Pixels.KEEP);
    Header asSequence =
        new Header(header.tag(), VR.SQ, value.length, header.offset(), Encoding.IMPLICIT_LITTLE);
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

  private void readItems(Attributes into, Header header, Frame outer, Encoding encoding)
      throws IOException {
    if (outer.depth() >= limits.maxDepth()) {
      throw new DicomFormatException(
          header.tag(), header.offset(), "sequences nested deeper than " + limits.maxDepth());
    }
    long end = header.isUndefined() ? outer.end() : in.position() + header.length();
    List<Attributes> items = new ArrayList<>();
    boolean signedOutside = isSigned;
    while (header.isUndefined() || in.position() < end) {
      Header item = readItemHeader(header, new Frame(encoding, end, 0, false));
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
      isSigned = signedOutside;
    }
    into.setItems(header.tag(), items.toArray(Attributes[]::new));
  }

  private Header readItemHeader(Header sequence, Frame frame) throws IOException {
    if (!in.has(8)) {
      throw new DicomFormatException(
          sequence.tag(), sequence.offset(), "the sequence has no end before that of the file");
    }
    Header item = readHeader(frame);
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

  private void readFragments(Attributes into, Header header, Frame frame) throws IOException {
    List<byte[]> fragments = new ArrayList<>();
    Header item = readItemHeader(header, frame);
    while (item.tag() != Tag.SequenceDelimitationItem) {
      requireDefined(item);
      spend(OVERHEAD + item.length(), item);
      fragments.add(readBytes(item));
      item = readItemHeader(header, frame);
    }
    into.setFragments(header.tag(), header.vr(), fragments);
  }

  private void locatePixels(Header header, Frame frame) throws IOException {
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

  private EncapsulatedPixelData locateFragments(Header header, Frame frame) throws IOException {
    List<Long> offsets = new ArrayList<>();
    List<EncapsulatedPixelData.Fragment> fragments = new ArrayList<>();
    Header item = readItemHeader(header, frame);
    for (boolean isTable = true; item.tag() != Tag.SequenceDelimitationItem; isTable = false) {
      requireDefined(item);
      spend(OVERHEAD, item);
      if (isTable) {
        readOffsetTable(item, offsets);
      } else {
        fragments.add(new EncapsulatedPixelData.Fragment(in.position(), item.length()));
        skip(item);
      }
      item = readItemHeader(header, frame);
    }
    return new EncapsulatedPixelData(header.tag(), header.vr(), fragments, offsets);
  }

  private void readOffsetTable(Header item, List<Long> offsets) throws IOException {
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

  private void skip(Header header) throws IOException {
    try {
      in.skip(header.length());
    } catch (EOFException e) {
      throw cutShort(header, e);
    }
  }

  private void requireFit(Header header, Frame frame) throws DicomFormatException {
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

  private static void requireDefined(Header item) throws DicomFormatException {
    if (item.isUndefined()) {
      throw new DicomFormatException(item.tag(), item.offset(), "a fragment of undefined length");
    }
  }

  private void spend(long bytes, Header header) throws DicomFormatException {
    budget -= bytes;
    if (budget < 0) {
      throw new DicomFormatException(
          header.tag(),
          header.offset(),
          "the data set without pixels is above the limit of " + limits.maxDatasetBytes());
    }
  }

  private static DicomFormatException cutShort(Header header, EOFException cause) {
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
