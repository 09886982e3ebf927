package vn.lienvien.dicom.io;

import java.util.Optional;
import vn.lienvien.dicom.data.VR;

/** Says which binary values a JSON data set refers to instead of holding them (PS3.18 F.2.7). */
@FunctionalInterface
public interface BulkDataUri {
  /** Every value inline; the pixel value of a file, which is never inline, left out. */
  BulkDataUri NONE = (path, vr, length) -> Optional.empty();

  /**
   * The reference that stands for a value.
   *
   * @param path tags and 0-based item numbers, such as {@code 00420011} or {@code
   *     54000100/0/54001010}
   * @param length of the value in bytes; -1 for encapsulated pixel data
   */
  Optional<String> uriOf(String path, VR vr, long length);

  /** The reference that stands for the pixel value of a file. */
  default Optional<String> uriOf(PixelData pixels) {
    long length =
        switch (pixels) {
          case NativePixelData data -> data.length();
          case EncapsulatedPixelData data -> -1;
        };
    return uriOf("%08X".formatted(pixels.tag()), pixels.vr(), length);
  }
}
