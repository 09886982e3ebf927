package vn.lienvien.dicom.io;

import java.io.IOException;
import java.util.Optional;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.TransferSyntax;
import vn.lienvien.dicom.data.VR;

/**
 * Finds its way into a file (PS3.10 7.1): with or without preamble, prefix and meta group. One use.
 */
final class Part10Reader {
  private static final int PREAMBLE = 128;
  private static final int PREFIX = 0x4D434944; // "DICM", little endian
  private static final int META_GROUP = 2;

  private final DicomInput in;
  private final Limits limits;
  private final Tolerated tolerated;
  private final Attributes fileMeta = new Attributes();

  Part10Reader(DicomInput in, Limits limits, Tolerated tolerated) {
    this.in = in;
    this.limits = limits;
    this.tolerated = tolerated;
  }

  Attributes fileMeta() {
    return fileMeta;
  }

  /** Reads the meta group and says how the data set, which comes next, is encoded. */
  TransferSyntax readMeta() throws IOException {
    passPreamble();
    if (in.has(8) && in.peekShort(0, false) == META_GROUP) {
      readMetaGroup();
    } else {
      tolerated.note("no File Meta Information");
    }
    String declared = fileMeta.string(Tag.TransferSyntaxUID, "");
    Optional<Encoding> seen = guess();
    if (declared.isEmpty()) {
      return guessed(seen);
    }
    TransferSyntax syntax = TransferSyntax.of(declared);
    if (syntax.isDeflated()) {
      return isReallyDeflated(seen) ? syntax : differing(syntax, Encoding.EXPLICIT_LITTLE);
    }
    boolean differs = seen.isPresent() && seen.get() != Encoding.of(syntax);
    if (!differs || (seen.get().isBigEndian() && !isBigEndianBeyondDoubt())) {
      return syntax;
    }
    tolerated.note("the data set is encoded as " + seen.get() + ", not as its meta group says");
    return differing(syntax, seen.get());
  }

  /**
   * A group 0800H looks like 0008H in big endian: the length must tell the byte orders apart, and
   * the second element must fit as well.
   */
  private boolean isBigEndianBeyondDoubt() throws IOException {
    VR vr = VR.of(in.peek(4), in.peek(5)).orElse(VR.UN);
    int length = in.peekShort(6, true);
    if (length == in.peekShort(6, false)) {
      return false;
    }
    int next = 8 + length;
    if (vr.hasLongLength() || next > DicomInput.MOST_AHEAD - 8 || !in.has(next + 8)) {
      return false;
    }
    boolean later = in.peekShort(next, true) >= in.peekShort(0, true);
    return later && VR.of(in.peek(next + 4), in.peek(next + 5)).isPresent();
  }

  /** Some writers declare a deflated data set and leave it as it was. */
  private boolean isReallyDeflated(Optional<Encoding> seen) throws IOException {
    if (!in.has(8)) {
      return true;
    }
    if (seen.isPresent() && seen.get() == Encoding.EXPLICIT_LITTLE && in.peekShort(0, false) == 8) {
      tolerated.note("the data set is not deflated, though its meta group says so");
      return false;
    }
    if (InflatedStream.isZlib(in.peek(0), in.peek(1))) {
      tolerated.note("the deflated data set has a zlib header");
    }
    return true;
  }

  private void passPreamble() throws IOException {
    if (in.has(PREAMBLE + 4) && in.peekInt(PREAMBLE, false) == PREFIX) {
      in.advance(PREAMBLE + 4);
    } else if (in.has(4) && in.peekInt(0, false) == PREFIX) {
      tolerated.note("no preamble before DICM");
      in.advance(4);
    } else {
      tolerated.note("no preamble and no DICM");
    }
  }

  private void readMetaGroup() throws IOException {
    long start = in.position();
    Encoding encoding = guess().orElse(Encoding.EXPLICIT_LITTLE);
    if (encoding != Encoding.EXPLICIT_LITTLE) {
      tolerated.note("the meta group is encoded as " + encoding);
    }
    new DatasetParser(in, limits, tolerated, DatasetParser.Pixels.KEEP)
        .readGroup(fileMeta, encoding, META_GROUP);
    int headerAndLength = 12;
    long expected = in.position() - start - headerAndLength;
    if (fileMeta.integer(Tag.FileMetaInformationGroupLength, -1) != expected) {
      tolerated.note("File Meta Information Group Length is missing or wrong");
    }
  }

  private Optional<Encoding> guess() throws IOException {
    if (!in.has(8)) {
      return Optional.empty();
    }
    byte[] header = new byte[8];
    for (int i = 0; i < 8; i++) {
      header[i] = (byte) in.peek(i);
    }
    return Encoding.guess(header, in.end() - in.position());
  }

  private TransferSyntax guessed(Optional<Encoding> seen) throws DicomFormatException {
    Encoding encoding =
        seen.orElseThrow(() -> new DicomFormatException("this is no DICOM", in.position()));
    tolerated.note("no Transfer Syntax UID; read as " + encoding);
    return TransferSyntax.of(encoding.transferSyntaxUID());
  }

  /** Compressed pixels stay what the meta group says they are, however the headers are written. */
  private static TransferSyntax differing(TransferSyntax declared, Encoding seen) {
    TransferSyntax plain = TransferSyntax.of(seen.transferSyntaxUID());
    return declared.isEncapsulated()
        ? new TransferSyntax(
            declared.uid(),
            plain.isExplicit(),
            plain.isBigEndian(),
            false,
            true,
            declared.isLossy())
        : plain;
  }
}
