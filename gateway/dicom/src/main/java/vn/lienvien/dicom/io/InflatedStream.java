package vn.lienvien.dicom.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A deflated data set (PS3.5 A.5) as it comes out, within {@link Limits}; also one that a zlib
 * header was wrongly put before.
 */
final class InflatedStream extends InputStream {
  private static final long FREE_OF_RATIO = 64L << 20;

  private final InputStream deflated;
  private final Limits limits;
  private Inflater inflater = new Inflater(true);
  private final byte[] input = new byte[16 * 1024];
  private long inflatedBytes;
  private long deflatedBytes;

  InflatedStream(InputStream deflated, Limits limits) {
    this.deflated = deflated;
    this.limits = limits;
  }

  /** Whether these are the first bytes of RFC 1950, which no raw deflate stream begins with. */
  static boolean isZlib(int first, int second) {
    return first == 0x78 && ((first << 8) + (second & 0xFF)) % 31 == 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      int count = 0;
      while (count == 0) {
        if (inflater.finished()) {
          return -1;
        }
        if (inflater.needsInput()) {
          feed();
        }
        count = inflater.inflate(target, offset, length);
        if (inflater.needsDictionary()) {
          throw new DicomFormatException("deflated with a dictionary", inflatedBytes);
        }
      }
      inflatedBytes += count;
      requireBounds();
      return count;
    } catch (DataFormatException e) {
      DicomFormatException broken =
          new DicomFormatException("the deflated data set is damaged", inflatedBytes);
      broken.initCause(e);
      throw broken;
    }
  }

  private void feed() throws IOException {
    int count = deflated.read(input);
    if (count < 0) {
      throw new DicomFormatException("the deflated data set is cut short", inflatedBytes);
    }
    if (deflatedBytes == 0 && count > 1 && isZlib(input[0], input[1])) {
      inflater.end();
      inflater = new Inflater(false);
    }
    deflatedBytes += count;
    inflater.setInput(input, 0, count);
  }

  private void requireBounds() throws DicomFormatException {
    boolean bomb =
        inflatedBytes > FREE_OF_RATIO && inflatedBytes / limits.maxInflateRatio() > deflatedBytes;
    if (bomb || inflatedBytes > limits.maxInflatedBytes()) {
      throw new DicomFormatException(
          "the deflated data set grows beyond the limits", inflatedBytes);
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    deflated.close();
  }
}
