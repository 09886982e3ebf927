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

  /** The first three groups of a name, without empty ones behind the last (PS3.5 6.2.1.1). */
  static String knownGroups(String name) {
    String[] groups = name.split("=", NAME_GROUPS.size() + 1);
    return String.join("=", List.of(groups).subList(0, Math.min(groups.length, NAME_GROUPS.size())))
        .replaceAll("=+$", "");
  }

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
