package vn.lienvien.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Every fault of one file, so that they are told together. */
final class Faults {
  /** One fault; the path is the key's, such as {@code dicom.peers[0].port}. */
  record Fault(int line, String path, String message) {}

  private final String file;
  private final List<Fault> found = new ArrayList<>();

  Faults(String file) {
    this.file = file;
  }

  void add(int line, String path, String message) {
    found.add(new Fault(line, path, message));
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new SettingsException(
          found.stream()
              .sorted(Comparator.comparingInt(Fault::line))
              .map(f -> "%s:%d: %s %s".formatted(file, f.line(), f.path(), f.message()))
              .toList());
    }
  }
}
