package vn.lienvien.dicom.io;

import java.util.ArrayList;
import java.util.List;
import vn.lienvien.dicom.data.ElementDictionary;

/** Notes of what a reader let pass; a few dozen, however bad the file. */
final class Tolerated {
  private static final int MAX_NOTES = 32;

  private final List<String> notes = new ArrayList<>();

  void note(String what) {
    if (notes.size() < MAX_NOTES) {
      notes.add(what);
    }
  }

  void note(int tag, long offset, String what) {
    if (notes.size() < MAX_NOTES) {
      notes.add(ElementDictionary.toString(tag) + " at offset " + offset + ": " + what);
    }
  }

  List<String> notes() {
    return List.copyOf(notes);
  }
}
