package vn.lienvien.dicom.data;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tags, VRs and values in parallel arrays, sorted by unsigned tag: appending in order, as files are
 * read, costs no search. Not thread-safe.
 */
final class ElementTable {
  private static final int FIRST_CAPACITY = 8;

  private int size;
  private int[] tags = {};
  private VR[] vrs = {};

  /** byte[], List of Attributes, or Fragments. */
  private Object[] values = {};

  int size() {
    return size;
  }

  int[] tags() {
    return Arrays.copyOf(tags, size);
  }

  int tag(int index) {
    return tags[index];
  }

  VR vr(int index) {
    return vrs[index];
  }

  Object value(int index) {
    return values[index];
  }

  byte @Nullable [] bytes(int index) {
    return index >= 0 && values[index] instanceof byte[] bytes ? bytes : null;
  }

  @SuppressWarnings("unchecked") // the only lists among the values are of items
  @Nullable List<Attributes> items(int index) {
    return index >= 0 && values[index] instanceof List<?> list ? (List<Attributes>) list : null;
  }

  void setBytes(int index, byte[] bytes) {
    values[index] = bytes;
  }

  /** Where the tag is, or a negative number where it is not. */
  int indexOf(int tag) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Integer.compareUnsigned(tags[middle], tag);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -(low + 1);
  }

  void put(int tag, VR vr, Object value) {
    boolean append = size == 0 || Integer.compareUnsigned(tags[size - 1], tag) < 0;
    int index = append ? -(size + 1) : indexOf(tag);
    if (index < 0) {
      index = -(index + 1);
      makeRoomAt(index);
    }
    tags[index] = tag;
    vrs[index] = vr;
    values[index] = value;
  }

  void removeAt(int index) {
    size--;
    System.arraycopy(tags, index + 1, tags, index, size - index);
    System.arraycopy(vrs, index + 1, vrs, index, size - index);
    System.arraycopy(values, index + 1, values, index, size - index);
    values[size] = "";
  }

  private void makeRoomAt(int index) {
    if (size == tags.length) {
      int capacity = Math.max(FIRST_CAPACITY, size * 2);
      tags = Arrays.copyOf(tags, capacity);
      vrs = Arrays.copyOf(vrs, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    System.arraycopy(tags, index, tags, index + 1, size - index);
    System.arraycopy(vrs, index, vrs, index + 1, size - index);
    System.arraycopy(values, index, values, index + 1, size - index);
    size++;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof ElementTable other
        && size == other.size
        && Arrays.equals(tags, 0, size, other.tags, 0, size)
        && Arrays.equals(vrs, 0, size, other.vrs, 0, size)
        && Arrays.deepEquals(Arrays.copyOf(values, size), Arrays.copyOf(other.values, size));
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(tags()) + Arrays.deepHashCode(Arrays.copyOf(values, size));
  }
}
