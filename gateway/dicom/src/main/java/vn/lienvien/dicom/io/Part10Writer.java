package vn.lienvien.dicom.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.TransferSyntax;

/**
 * Writes Part 10 files (PS3.10 7). The transfer syntax is the one the meta group names; whether the
 * bytes have reached the disk is the caller's affair.
 */
public final class Part10Writer {
  private static final int BUFFER_SIZE = 64 * 1024;

  private Part10Writer() {}

  public static void write(Path path, Attributes fileMeta, Attributes dataset) throws IOException {
    write(path, fileMeta, dataset, null);
  }

  /**
   * Writes a file.
   *
   * @param pixels the pixel value, or null where there is none or the data set holds it
   */
  public static void write(
      Path path, Attributes fileMeta, Attributes dataset, @Nullable PixelSource pixels)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(path)) {
      write(out, fileMeta, dataset, pixels);
    }
  }

  public static void write(OutputStream out, Attributes fileMeta, Attributes dataset)
      throws IOException {
    write(out, fileMeta, dataset, null);
  }

  /** As {@link #write(Path, Attributes, Attributes, PixelSource)}; the stream is left open. */
  public static void write(
      OutputStream out, Attributes fileMeta, Attributes dataset, @Nullable PixelSource pixels)
      throws IOException {
    String transferSyntaxUID =
        fileMeta
            .string(Tag.TransferSyntaxUID)
            .orElseThrow(() -> new IllegalArgumentException("no Transfer Syntax UID"));
    BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER_SIZE);
    writeHeader(buffered, fileMeta);
    new DatasetWriter(TransferSyntax.of(transferSyntaxUID)).write(dataset, pixels, buffered);
    buffered.flush();
  }

  /**
   * Writes preamble, prefix and meta group, which bytes of a data set that came over an association
   * may follow as they are.
   */
  public static void writeHeader(OutputStream out, Attributes fileMeta) throws IOException {
    out.write(new byte[128]);
    out.write("DICM".getBytes(StandardCharsets.US_ASCII));
    out.write(GroupWriter.toBytes(fileMeta, 2, Encoding.EXPLICIT_LITTLE));
  }
}
