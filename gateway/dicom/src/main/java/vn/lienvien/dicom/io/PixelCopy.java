package vn.lienvien.dicom.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.TransferSyntax;
import vn.lienvien.dicom.data.VR;

/** The pixel value of one file as the source of another, in buffers of a fixed size. */
public final class PixelCopy {
  private static final int CHUNK = 64 * 1024;

  private PixelCopy() {}

  /**
   * The pixels of a file for a file in another syntax: fragments as they are, native pixels in the
   * byte order of the target. Compressing and decompressing is the codecs' work.
   */
  public static Optional<PixelSource> of(DicomFile file, TransferSyntax target) {
    return file.pixelData()
        .map(pixels ->
            switch (pixels) {
              case NativePixelData data -> copy(file, data, target);
              case EncapsulatedPixelData data -> copy(file, data);
            });
  }

  private static PixelSource copy(DicomFile file, NativePixelData data, TransferSyntax target) {
    boolean swap = file.transferSyntax().isBigEndian() != target.isBigEndian();
    int cellSize = swap ? cellSize(file, data.vr()) : 1;
    return new PixelSource.Native(
        data.tag(),
        data.vr(),
        data.length(),
        out -> {
          try (FileChannel channel = file.openPixels()) {
            transfer(DicomFile.region(channel, data.offset()), out, data.length(), cellSize);
          }
        });
  }

  private static PixelSource copy(DicomFile file, EncapsulatedPixelData data) {
    return new PixelSource.Encapsulated(
        data.tag(),
        movedOffsets(data),
        sink -> {
          try (FileChannel channel = file.openPixels()) {
            for (EncapsulatedPixelData.Fragment fragment : data.fragments()) {
              InputStream in = DicomFile.region(channel, fragment.offset());
              sink.fragment(fragment.length(), out -> transfer(in, out, fragment.length(), 1));
            }
          }
        });
  }

  /** Where the frames are once every odd fragment before them has got its padding. */
  private static List<Long> movedOffsets(EncapsulatedPixelData data) {
    if (data.fragments().stream().allMatch(fragment -> (fragment.length() & 1) == 0)) {
      return data.basicOffsetTable();
    }
    NavigableMap<Long, Integer> paddedBefore = new TreeMap<>();
    long first = data.fragments().getFirst().offset();
    int padded = 0;
    for (EncapsulatedPixelData.Fragment fragment : data.fragments()) {
      paddedBefore.put(fragment.offset() - first, padded);
      padded += (int) (fragment.length() & 1);
    }
    List<Long> moved = new ArrayList<>();
    for (long offset : data.basicOffsetTable()) {
      Map.Entry<Long, Integer> fragment = paddedBefore.floorEntry(offset);
      moved.add(offset + (fragment == null ? 0 : fragment.getValue()));
    }
    return moved;
  }

  /** OW of 32 or 64 bits a sample is swapped by sample, as every toolkit does. */
  private static int cellSize(DicomFile file, VR vr) {
    int bitsAllocated = file.dataset().integer(Tag.BitsAllocated, 16);
    return vr == VR.OW ? Math.clamp(bitsAllocated / 8, 2, 8) : vr.cellSize();
  }

  private static void transfer(InputStream in, OutputStream out, long length, int cellSize)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    long left = length;
    while (left > 0) {
      int count = in.readNBytes(chunk, 0, (int) Math.min(left, CHUNK));
      if (count == 0) {
        throw new EOFException("the file has become shorter since it was read");
      }
      out.write(ByteOrders.swap(chunk, count, cellSize), 0, count);
      left -= count;
    }
  }
}
