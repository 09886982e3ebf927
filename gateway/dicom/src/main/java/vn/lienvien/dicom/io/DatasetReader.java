package vn.lienvien.dicom.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.TransferSyntax;

/**
 * Reads data sets that are not in a file: off an association, out of a message (PS3.5 7).
 * Immutable, for any thread.
 */
public final class DatasetReader {
  private final TransferSyntax syntax;
  private final Limits limits;

  public DatasetReader(TransferSyntax syntax, Limits limits) {
    this.syntax = syntax;
    this.limits = limits;
  }

  public DatasetReader(String transferSyntaxUID) {
    this(TransferSyntax.of(transferSyntaxUID), Limits.DEFAULT);
  }

  /** Reads a whole data set, pixel data included where it is within the limit of one value. */
  public Attributes read(byte[] bytes) throws IOException {
    Attributes dataset = new Attributes();
    parser(new ByteArrayInputStream(bytes), bytes.length, DatasetParser.Pixels.KEEP)
        .readDataset(dataset, Encoding.of(syntax));
    return dataset;
  }

  /** Reads a stream to its end; the pixel value is passed by and not in the result. */
  public Attributes read(InputStream stream) throws IOException {
    Attributes dataset = new Attributes();
    parser(stream, Long.MAX_VALUE, DatasetParser.Pixels.LOCATE)
        .readDataset(dataset, Encoding.of(syntax));
    return dataset;
  }

  /**
   * Reads the elements below a tag. The stream may have been read further, by one buffer: it is
   * good for nothing but draining.
   */
  public Attributes readUntil(InputStream stream, int stopTag) throws IOException {
    Attributes dataset = new Attributes();
    parser(stream, Long.MAX_VALUE, DatasetParser.Pixels.LOCATE)
        .readUntil(dataset, Encoding.of(syntax), stopTag);
    return dataset;
  }

  private DatasetParser parser(InputStream stream, long end, DatasetParser.Pixels pixels) {
    DicomInput in =
        syntax.isDeflated()
            ? new DicomInput(new InflatedStream(stream, limits), 0, Long.MAX_VALUE)
            : new DicomInput(stream, 0, end);
    return new DatasetParser(in, limits, new Tolerated(), pixels);
  }
}
