package vn.lienvien.dicom.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.TransferSyntax;

/**
 * A Part 10 file (PS3.10 7) that has been read up to its end, its pixel value passed by and only
 * located. Holds no open file. Not thread-safe while its data sets are changed.
 */
public final class DicomFile {
  private final Path path;
  private final TransferSyntax transferSyntax;
  private final long datasetOffset;
  private final Attributes fileMeta;
  private final Attributes dataset;
  private final Optional<PixelData> pixelData;
  private final List<String> tolerated;
  private final Optional<DicomFormatException> fault;
  private final Limits limits;

  private DicomFile(Path path, Limits limits, DicomInput in, boolean mayBreakOff)
      throws IOException {
    Tolerated notes = new Tolerated();
    Part10Reader reader = new Part10Reader(in, limits, notes);
    this.path = path;
    this.limits = limits;
    this.transferSyntax = reader.readMeta();
    this.fileMeta = reader.fileMeta();
    this.datasetOffset = in.position();
    this.dataset = new Attributes();
    DicomInput content =
        transferSyntax.isDeflated()
            ? new DicomInput(new InflatedStream(in.rest(), limits), datasetOffset, Long.MAX_VALUE)
            : in;
    DatasetParser parser = new DatasetParser(content, limits, notes, DatasetParser.Pixels.LOCATE);
    this.fault = readDataset(parser, mayBreakOff);
    this.pixelData = Optional.ofNullable(parser.pixelData());
    this.tolerated = notes.notes();
  }

  private Optional<DicomFormatException> readDataset(DatasetParser parser, boolean mayBreakOff)
      throws IOException {
    try {
      parser.readDataset(dataset, Encoding.of(transferSyntax));
      return Optional.empty();
    } catch (DicomFormatException e) {
      if (mayBreakOff) {
        return Optional.of(e);
      }
      throw e;
    }
  }

  /** Reads a file within {@link Limits#DEFAULT}. */
  public static DicomFile read(Path path) throws IOException {
    return read(path, Limits.DEFAULT);
  }

  /** Reads a file; what is no DICOM, or is cut short, is a {@link DicomFormatException}. */
  public static DicomFile read(Path path, Limits limits) throws IOException {
    try (InputStream stream = Files.newInputStream(path)) {
      return new DicomFile(path, limits, new DicomInput(stream, 0, Files.size(path)), false);
    }
  }

  /**
   * Reads what is, or will be, the content of a file from elsewhere.
   *
   * @param sizeBytes of the content
   * @param path where the file is by the time that its pixels are opened
   */
  public static DicomFile read(InputStream content, long sizeBytes, Path path) throws IOException {
    return new DicomFile(path, Limits.DEFAULT, new DicomInput(content, 0, sizeBytes), false);
  }

  /**
   * Reads as much of a damaged file as stands before its first fault, to look at it; an element
   * that the fault is inside of is left out whole.
   */
  public static DicomFile readToFault(Path path) throws IOException {
    try (InputStream stream = Files.newInputStream(path)) {
      DicomInput in = new DicomInput(stream, 0, Files.size(path));
      return new DicomFile(path, Limits.DEFAULT, in, true);
    }
  }

  public Path path() {
    return path;
  }

  /** Group 0002 as it stands in the file; empty where there is none. */
  public Attributes fileMeta() {
    return fileMeta;
  }

  /** The data set without its pixel value. */
  public Attributes dataset() {
    return dataset;
  }

  /** The syntax the data set is really in, should the meta group be wrong or missing. */
  public TransferSyntax transferSyntax() {
    return transferSyntax;
  }

  public String transferSyntaxUID() {
    return transferSyntax.uid();
  }

  /** Of the data set, or of the meta group where the data set does not say; else empty text. */
  public String sopClassUID() {
    return dataset
        .string(Tag.SOPClassUID)
        .orElseGet(() -> fileMeta.string(Tag.MediaStorageSOPClassUID, ""));
  }

  /** Of the data set, or of the meta group where the data set does not say; else empty text. */
  public String sopInstanceUID() {
    return dataset
        .string(Tag.SOPInstanceUID)
        .orElseGet(() -> fileMeta.string(Tag.MediaStorageSOPInstanceUID, ""));
  }

  /** Where the data set begins in {@link #path()}. */
  public long datasetOffset() {
    return datasetOffset;
  }

  public Optional<PixelData> pixelData() {
    return pixelData;
  }

  /** What is wrong with the file and was read all the same; no values of elements. */
  public List<String> tolerated() {
    return tolerated;
  }

  /** Where {@link #readToFault} had to stop; empty for a file that was read to its end. */
  public Optional<DicomFormatException> fault() {
    return fault;
  }

  /**
   * Opens what the offsets of {@link #pixelData()} count in: the file itself, or, where the data
   * set is deflated, a temporary copy with the data set inflated that goes when it is closed.
   */
  public FileChannel openPixels() throws IOException {
    if (!transferSyntax.isDeflated()) {
      return FileChannel.open(path, StandardOpenOption.READ);
    }
    Path inflated = Files.createTempFile("inflated", ".dcm");
    try (InputStream in = Files.newInputStream(path);
        OutputStream out = Files.newOutputStream(inflated)) {
      out.write(in.readNBytes(Math.toIntExact(datasetOffset)));
      new InflatedStream(in, limits).transferTo(out);
      return FileChannel.open(
          inflated, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      Files.deleteIfExists(inflated);
      throw e;
    }
  }

  /** The pixel bytes of a region of {@link #openPixels()} as a stream. */
  static InputStream region(FileChannel channel, long offset) throws IOException {
    return Channels.newInputStream(channel.position(offset));
  }
}
