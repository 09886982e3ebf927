package vn.lienvien.dicom.codec;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.Part10Writer;
import vn.lienvien.dicom.io.PixelSource;

/**
 * The Part 10 file around JPEG 2000 frames: the source's data set with only those attributes
 * changed that describe the encoding (PS3.3 C.7.6.3.1.2 and C.7.6.3.1.3, PS3.5 8.2.4), one fragment
 * a frame, and a basic offset table.
 */
final class Jpeg2000File {
  private static final int ITEM_HEADER = 8;
  private static final long MAX_OFFSET = 0xFFFFFFFFL;

  private Jpeg2000File() {}

  /**
   * @param spool the codestreams one after the other
   * @param lengths of each codestream
   */
  static void write(
      DicomFile source, Jpeg2000Format format, Path spool, List<Integer> lengths, Path target)
      throws IOException {
    Attributes dataset = source.dataset().copy();
    if (format.colorTransform()) {
      dataset.set(Tag.PhotometricInterpretation, "YBR_RCT");
    }
    if (format.samplesPerPixel() > 1) {
      dataset.setIntegers(Tag.PlanarConfiguration, 0);
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(spool))) {
      PixelSource pixels =
          new PixelSource.Encapsulated(
              Tag.PixelData,
              offsets(lengths),
              sink -> {
                for (int length : lengths) {
                  sink.fragment(in.readNBytes(length));
                }
              });
      Part10Writer.write(target, TranscodedMeta.of(source, UID.JPEG2000Lossless), dataset, pixels);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(target);
      throw e;
    }
  }

  /**
   * Where each frame's item begins, from the first; none at all when 32 bits do not reach so far.
   */
  private static List<Long> offsets(List<Integer> lengths) {
    List<Long> offsets = new ArrayList<>();
    long offset = 0;
    for (int length : lengths) {
      if (offset > MAX_OFFSET) {
        return List.of();
      }
      offsets.add(offset);
      offset += ITEM_HEADER + length + (length & 1);
    }
    return offsets;
  }
}
