package vn.lienvien.dicom.io;

import java.io.IOException;
import vn.lienvien.dicom.data.ElementDictionary;
import vn.lienvien.dicom.data.VR;

/**
 * Reads element headers, explicit and implicit (PS3.5 7.1.2, 7.1.3), and finds out what is meant
 * where a careless writer mixed the two. One use.
 */
final class HeaderReader {
  private static final int ITEM_GROUP = 0xFFFE;

  private final DicomInput in;
  private final Tolerated tolerated;

  /** Pixel Representation, which chooses between US and SS where no VR is written. */
  private boolean isSigned;

  HeaderReader(DicomInput in, Tolerated tolerated) {
    this.in = in;
    this.tolerated = tolerated;
  }

  boolean isSigned() {
    return isSigned;
  }

  void sign(boolean signed) {
    isSigned = signed;
  }

  /**
   * Reads the next header.
   *
   * @param end of the container, beyond which nothing plausible reaches
   */
  ElementHeader read(Encoding encoding, long end) throws IOException {
    long offset = in.position();
    require(in.has(8));
    boolean big = encoding.isBigEndian();
    int tag = tagAt(0, big);
    if (tag >>> 16 == ITEM_GROUP || !encoding.isExplicit()) {
      return implicitHeader(tag, offset, encoding);
    }
    VR vr = VR.of(in.peek(4), in.peek(5)).orElse(null);
    if (vr == null) {
      return strangeHeader(tag, offset, encoding, end);
    }
    if (!ElementDictionary.allows(tag, vr)) {
      tolerated.note(tag, offset, vr + " where the standard has " + ElementDictionary.vrOf(tag));
    }
    return vr.hasLongLength()
        ? longHeader(tag, vr, offset, encoding)
        : shortHeader(tag, vr, offset, encoding);
  }

  /** Demands what {@link DicomInput#has} says of a header. */
  void require(boolean whole) throws DicomFormatException {
    if (!whole) {
      throw new DicomFormatException("an element header is cut short", in.position());
    }
  }

  private ElementHeader implicitHeader(int tag, long offset, Encoding encoding) {
    long length = in.peekInt(4, encoding.isBigEndian()) & ElementHeader.UNDEFINED;
    in.advance(8);
    VR vr = tag >>> 16 == ITEM_GROUP ? VR.UN : ElementDictionary.vrOf(tag, isSigned);
    return new ElementHeader(tag, vr, length, offset, encoding);
  }

  private ElementHeader shortHeader(int tag, VR vr, long offset, Encoding encoding) {
    int length = in.peekShort(6, encoding.isBigEndian());
    in.advance(8);
    return new ElementHeader(tag, vr, length, offset, encoding);
  }

  private ElementHeader longHeader(int tag, VR vr, long offset, Encoding encoding)
      throws IOException {
    require(in.has(12));
    long length = in.peekInt(8, encoding.isBigEndian()) & ElementHeader.UNDEFINED;
    in.advance(12);
    return new ElementHeader(tag, vr, length, offset, encoding);
  }

  /**
   * Two bytes that are no VR: a VR of a later standard (PS3.5 6.2 promises it the long form), none
   * at all before a 16-bit length, or an element that was left implicit.
   */
  private ElementHeader strangeHeader(int tag, long offset, Encoding encoding, long end)
      throws IOException {
    boolean big = encoding.isBigEndian();
    boolean letters = isCapital(in.peek(4)) && isCapital(in.peek(5));
    long implicitLength = in.peekInt(4, big) & ElementHeader.UNDEFINED;
    long room = Math.min(end, in.end()) - offset - 8;
    boolean shortForm = !letters && isFollowedByATag(8 + in.peekShort(6, big), tag, big);
    if (!letters && !shortForm && !big && implicitLength <= room) {
      tolerated.note(tag, offset, "implicit VR in an explicit data set");
      return implicitHeader(tag, offset, Encoding.IMPLICIT_LITTLE);
    }
    if (shortForm) {
      tolerated.note(tag, offset, "no VR where one must be");
      return shortHeader(tag, ElementDictionary.vrOf(tag, isSigned), offset, encoding);
    }
    tolerated.note(tag, offset, "unknown VR, read as UN");
    VR vr = VR.UN;
    return letters && in.peekShort(6, false) == 0
        ? longHeader(tag, vr, offset, encoding)
        : shortHeader(tag, vr, offset, encoding);
  }

  /** Whether, after a value that would end there, a later element with a VR begins. */
  private boolean isFollowedByATag(int ahead, int tag, boolean big) throws IOException {
    if (in.peekShort(6, big) == 0 || ahead > DicomInput.MOST_AHEAD - 8 || !in.has(ahead + 8)) {
      return false;
    }
    boolean later = Integer.compareUnsigned(tagAt(ahead, big), tag) > 0;
    return later && VR.of(in.peek(ahead + 4), in.peek(ahead + 5)).isPresent();
  }

  private int tagAt(int ahead, boolean big) {
    return in.peekShort(ahead, big) << 16 | in.peekShort(ahead + 2, big);
  }

  private static boolean isCapital(int letter) {
    return letter >= 'A' && letter <= 'Z';
  }
}
