package vn.lienvien.dicom.io;

import java.util.List;
import vn.lienvien.dicom.data.VR;

/**
 * Pixels in fragments (PS3.5 A.4).
 *
 * @param fragments without the Basic Offset Table item
 * @param basicOffsetTable first fragment of each frame, as the distance of its item from the first
 *     item after the table; empty where the file leaves it empty
 */
public record EncapsulatedPixelData(
    int tag, VR vr, List<Fragment> fragments, List<Long> basicOffsetTable) implements PixelData {

  /** The content of one item, without its eight bytes of header. */
  public record Fragment(long offset, long length) {}

  public EncapsulatedPixelData {
    fragments = List.copyOf(fragments);
    basicOffsetTable = List.copyOf(basicOffsetTable);
  }
}
