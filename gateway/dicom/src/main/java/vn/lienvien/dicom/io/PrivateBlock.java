package vn.lienvien.dicom.io;

import java.util.Optional;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.VR;

/** Blocks of private elements and the creators that reserve them (PS3.5 7.8.1). */
final class PrivateBlock {
  private static final int FIRST = 0x10;
  private static final int LAST = 0xFF;

  private PrivateBlock() {}

  /** The creator of a private element; empty for one without, and for all others. */
  static Optional<String> creatorOf(Attributes dataset, int tag) {
    int block = tag >>> 8 & 0xFF;
    boolean owned = (tag & 0x10000) != 0 && block >= FIRST;
    return owned ? dataset.string((tag & 0xFFFF_0000) | block) : Optional.empty();
  }

  /**
   * The tag of a creator's element in the block that it has, or that is now reserved for it.
   *
   * @param tag with any block, such as {@code 00091001} or {@code 00090001}
   */
  static int tagOf(Attributes dataset, int tag, String creator) {
    int group = tag & 0xFFFF_0000;
    int free = 0;
    for (int block = LAST; block >= FIRST; block--) {
      Optional<String> owner = dataset.string(group | block);
      if (owner.isPresent() && owner.get().equals(creator)) {
        return group | block << 8 | (tag & 0xFF);
      }
      free = owner.isEmpty() ? block : free;
    }
    if (free == 0) {
      throw new IllegalArgumentException("a private group without a free block");
    }
    dataset.set(group | free, VR.LO, creator);
    return group | free << 8 | (tag & 0xFF);
  }
}
