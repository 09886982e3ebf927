package vn.lienvien.dicom.data;

import java.util.Arrays;
import java.util.List;

/** Encapsulated pixel data of an icon or another nested image: offset table first. */
record Fragments(List<byte[]> values) {
  Fragments {
    values = List.copyOf(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fragments(List<byte[]> others)
        && Arrays.deepEquals(values.toArray(), others.toArray());
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(values.toArray());
  }
}
