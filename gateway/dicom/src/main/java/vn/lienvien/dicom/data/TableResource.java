package vn.lienvien.dicom.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads the tab-separated tables that scripts/generate-dictionary.py puts beside this class. */
final class TableResource {
  private TableResource() {}

  static List<String[]> rows(String name) {
    try (InputStream in =
        Objects.requireNonNull(TableResource.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " in the jar is unreadable", e);
    }
  }
}
