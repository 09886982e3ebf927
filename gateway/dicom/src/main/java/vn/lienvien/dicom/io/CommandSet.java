package vn.lienvien.dicom.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import vn.lienvien.dicom.data.Attributes;

/** Command sets of DIMSE messages: group 0000, always implicit little endian (PS3.7 6.3.1). */
public final class CommandSet {
  private static final Limits LIMITS = new Limits(0, 1 << 16, 1 << 18, 0, 1);

  private CommandSet() {}

  /** The bytes of a command, with its group length. */
  public static byte[] encode(Attributes command) {
    return GroupWriter.toBytes(command, 0, Encoding.IMPLICIT_LITTLE);
  }

  /** The command in the bytes; anything but group 0000 is an error. */
  public static Attributes decode(byte[] bytes) throws IOException {
    Attributes command = new Attributes();
    DicomInput in = new DicomInput(new ByteArrayInputStream(bytes), 0, bytes.length);
    new DatasetParser(in, LIMITS, new Tolerated(), DatasetParser.Pixels.KEEP)
        .readGroup(command, Encoding.IMPLICIT_LITTLE, 0);
    if (in.position() != bytes.length) {
      throw new DicomFormatException("a command set holds more than group 0000", in.position());
    }
    return command;
  }
}
