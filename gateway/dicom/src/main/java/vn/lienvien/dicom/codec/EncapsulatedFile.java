package vn.lienvien.dicom.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.Part10Writer;
import vn.lienvien.dicom.io.PixelSource;

/**
 * The Part 10 file around encoded frames: one fragment a frame, and a basic offset table, or, where
 * its 32 bits do not reach, the extended one (PS3.5 A.4, PS3.3 C.7.6.3.1.8).
 */
final class EncapsulatedFile {
  private static final int ITEM_HEADER = 8;
  private static final long MAX_BASIC_OFFSET = 0xFFFFFFFFL;

  private EncapsulatedFile() {}

  /**
   * Leaves no target when it fails.
   *
   * @param dataset the target's, which becomes this method's own
   */
  static void write(Attributes meta, Attributes dataset, SpooledFrames frames, Path target)
      throws IOException {
    write(meta, dataset, frames, target, MAX_BASIC_OFFSET);
  }

  static void write(
      Attributes meta, Attributes dataset, SpooledFrames frames, Path target, long maxBasicOffset)
      throws IOException {
    List<Long> offsets = offsets(frames.lengths());
    dataset.remove(Tag.ExtendedOffsetTable).remove(Tag.ExtendedOffsetTableLengths);
    if (offsets.getLast() > maxBasicOffset) {
      List<Long> lengths = frames.lengths().stream().map(EncapsulatedFile::even).toList();
      dataset.setBytes(Tag.ExtendedOffsetTable, VR.OV, words(offsets));
      dataset.setBytes(Tag.ExtendedOffsetTableLengths, VR.OV, words(lengths));
      offsets = List.of();
    }
    try {
      Part10Writer.write(
          target,
          meta,
          dataset,
          new PixelSource.Encapsulated(Tag.PixelData, offsets, frames::produce));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(target);
      throw e;
    }
  }

  /** Where each frame's item begins, from the first. */
  private static List<Long> offsets(List<Integer> lengths) {
    List<Long> offsets = new ArrayList<>();
    long offset = 0;
    for (int length : lengths) {
      offsets.add(offset);
      offset += ITEM_HEADER + even(length);
    }
    return offsets;
  }

  private static long even(int length) {
    return length + (length & 1);
  }

  private static byte[] words(List<Long> numbers) {
    ByteBuffer words =
        ByteBuffer.allocate(numbers.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    numbers.forEach(words::putLong);
    return words.array();
  }
}
