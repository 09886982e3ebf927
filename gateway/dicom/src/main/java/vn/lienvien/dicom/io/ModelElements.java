package vn.lienvien.dicom.io;

import java.io.IOException;
import java.util.List;

/** What the JSON and XML models of a file have in common (PS3.18 F.2, PS3.19 A.1). */
final class ModelElements {
  /** The groups of a person's name, in the order of PS3.5 6.2.1.1. */
  static final List<String> NAME_GROUPS = List.of("Alphabetic", "Ideographic", "Phonetic");

  interface Sink<T> {
    void accept(T element) throws IOException;
  }

  private ModelElements() {}

  /** By tag, the pixel data, which the data set does not hold, in its place among them. */
  static void inOrder(DicomFile file, Sink<Integer> elements, Sink<PixelData> pixels)
      throws IOException {
    PixelData pending = file.pixelData().orElse(null);
    for (int tag : file.dataset().tags()) {
      if (pending != null && Integer.compareUnsigned(tag, pending.tag()) > 0) {
        pixels.accept(pending);
        pending = null;
      }
      elements.accept(tag);
    }
    if (pending != null) {
      pixels.accept(pending);
    }
  }
}
