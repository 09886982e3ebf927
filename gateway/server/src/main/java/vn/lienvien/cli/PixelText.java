package vn.lienvien.cli;

import vn.lienvien.dicom.io.EncapsulatedPixelData;
import vn.lienvien.dicom.io.NativePixelData;
import vn.lienvien.dicom.io.PixelData;

/** Where a file's pixel value is, in words. */
final class PixelText {
  private PixelText() {}

  static String of(PixelData pixels) {
    return switch (pixels) {
      case NativePixelData value -> "native, %d bytes".formatted(value.length());
      case EncapsulatedPixelData value -> "%d fragments".formatted(value.fragments().size());
    };
  }
}
