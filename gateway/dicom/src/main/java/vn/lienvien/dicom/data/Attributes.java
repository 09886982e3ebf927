package vn.lienvien.dicom.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A data set or an item of one (PS3.5 7): elements sorted by tag. Mutable, not thread-safe.
 *
 * <p>Values are kept as they are encoded, in little endian bytes, and read on demand. Text is in
 * the Specific Character Set of this data set or of the nearest one around it. Text that is set and
 * that this repertoire cannot hold moves the data set that declares it, with everything inside, to
 * ISO_IR 192; where none is declared, ISO_IR 192 is declared. Setting (0008,0005) itself says anew
 * what the bytes mean and changes none of them.
 */
public final class Attributes {
  private static final byte[] NO_BYTES = {};
  private static final int[] NO_INTEGERS = {};

  private @Nullable Attributes parent;
  private @Nullable SpecificCharacterSet declaredCharset;
  private boolean isUnicodeImplied;
  private final ElementTable elements = new ElementTable();

  public Attributes() {}

  public int size() {
    return elements.size();
  }

  public boolean isEmpty() {
    return elements.size() == 0;
  }

  public boolean contains(int tag) {
    return indexOf(tag) >= 0;
  }

  /** The tags, in order. */
  public int[] tags() {
    return elements.tags();
  }

  /** The VR an element has here, or would have by the dictionary. */
  public VR vr(int tag) {
    int index = indexOf(tag);
    return index >= 0 ? elements.vr(index) : ElementDictionary.vrOf(tag);
  }

  /** The first value as text, without padding; empty when absent or of no length. */
  public Optional<String> string(int tag) {
    List<String> all = strings(tag);
    return all.isEmpty() || all.getFirst().isEmpty()
        ? Optional.empty()
        : Optional.of(all.getFirst());
  }

  public String string(int tag, String fallback) {
    return string(tag).orElse(fallback);
  }

  /** All values as text, without padding; numbers in decimal, tags as eight hex digits. */
  public List<String> strings(int tag) {
    int index = indexOf(tag);
    if (index < 0 || !(elements.value(index) instanceof byte[] bytes) || bytes.length == 0) {
      return List.of();
    }
    VR vr = meaning(index);
    if (vr.isText()) {
      return TextValues.split(charset().decode(bytes, vr), vr);
    }
    return switch (vr) {
      case UN -> TextValues.split(charset().decode(bytes, VR.LO), VR.LO);
      case OB, OW, SQ -> List.of();
      default -> BinaryValues.strings(vr, bytes);
    };
  }

  /** The first value as an integer; empty when absent, unreadable or too big. */
  public OptionalInt integer(int tag) {
    int[] all = integers(tag);
    return all.length == 0 ? OptionalInt.empty() : OptionalInt.of(all[0]);
  }

  public int integer(int tag, int fallback) {
    return integer(tag).orElse(fallback);
  }

  /** All values as integers; none when absent or when one of them is unreadable or too big. */
  public int[] integers(int tag) {
    long[] all = longs(tag);
    for (long value : all) {
      if (value != (int) value && vr(tag) != VR.AT) {
        return NO_INTEGERS;
      }
    }
    return Arrays.stream(all).mapToInt(value -> (int) value).toArray();
  }

  /** All values as 64-bit integers; none when absent or when one of them is unreadable. */
  public long[] longs(int tag) {
    int index = indexOf(tag);
    if (index < 0 || !(elements.value(index) instanceof byte[] bytes)) {
      return new long[0];
    }
    VR vr = meaning(index);
    try {
      if (vr.isText()) {
        return strings(tag).stream().mapToLong(TextValues::integer).toArray();
      }
      long[] all = new long[BinaryValues.count(vr, bytes)];
      Arrays.setAll(all, i -> BinaryValues.integer(vr, bytes, i));
      return all;
    } catch (ArithmeticException | NumberFormatException e) {
      return new long[0];
    }
  }

  /** All values as real numbers; none when absent or when one of them is unreadable. */
  public double[] numbers(int tag) {
    int index = indexOf(tag);
    if (index < 0 || !(elements.value(index) instanceof byte[] bytes)) {
      return new double[0];
    }
    VR vr = meaning(index);
    try {
      if (vr.isText()) {
        return strings(tag).stream().mapToDouble(Double::parseDouble).toArray();
      }
      double[] all = new double[BinaryValues.count(vr, bytes)];
      Arrays.setAll(all, i -> BinaryValues.number(vr, bytes, i));
      return all;
    } catch (NumberFormatException e) {
      return new double[0];
    }
  }

  /**
   * The value as little endian bytes with its padding, as it was read or set; empty when absent, a
   * sequence or fragments. The array is the data set's own: do not change it.
   */
  public byte[] bytes(int tag) {
    int index = indexOf(tag);
    return index >= 0 && elements.value(index) instanceof byte[] bytes ? bytes : NO_BYTES;
  }

  /** The items of a sequence; none when absent. */
  public List<Attributes> items(int tag) {
    List<Attributes> own = elements.items(indexOf(tag));
    return own == null ? List.of() : Collections.unmodifiableList(own);
  }

  /** The first item of a sequence. */
  public Optional<Attributes> item(int tag) {
    List<Attributes> items = items(tag);
    return items.isEmpty() ? Optional.empty() : Optional.of(items.getFirst());
  }

  /** Whether the value is encapsulated pixel data (inside an icon image, for example). */
  public boolean isFragments(int tag) {
    int index = indexOf(tag);
    return index >= 0 && elements.value(index) instanceof Fragments;
  }

  /** The fragments of nested encapsulated pixel data, the offset table first; else none. */
  public List<byte[]> fragments(int tag) {
    int index = indexOf(tag);
    return index >= 0 && elements.value(index) instanceof Fragments(List<byte[]> all)
        ? all
        : List.of();
  }

  /** Sets text (or numbers as text) with the VR of the dictionary. */
  public Attributes set(int tag, String... texts) {
    return set(tag, ElementDictionary.vrOf(tag), texts);
  }

  public Attributes set(int tag, VR vr, String... texts) {
    if (vr.isText() || vr == VR.UN) {
      byte[] encoded = encode(String.join("\\", texts), vr == VR.UN ? VR.LO : vr);
      return put(tag, vr, TextValues.padded(encoded, vr));
    }
    return put(tag, vr, BinaryValues.parse(vr, texts));
  }

  public Attributes setIntegers(int tag, int... integers) {
    VR vr = ElementDictionary.vrOf(tag);
    if (vr.isText()) {
      return set(
          tag, vr, Arrays.stream(integers).mapToObj(Integer::toString).toArray(String[]::new));
    }
    return put(tag, vr, BinaryValues.ofIntegers(vr, integers));
  }

  public Attributes setNumbers(int tag, double... numbers) {
    VR vr = ElementDictionary.vrOf(tag);
    if (vr.isText()) {
      return set(
          tag, vr, Arrays.stream(numbers).mapToObj(DecimalStrings::format).toArray(String[]::new));
    }
    return put(tag, vr, BinaryValues.ofNumbers(vr, numbers));
  }

  /** Sets a value as it is encoded in little endian; the array becomes the data set's own. */
  public Attributes setBytes(int tag, VR vr, byte[] bytes) {
    return put(tag, vr, bytes);
  }

  /** Sets a sequence; items that belong to another data set are copied. */
  public Attributes setItems(int tag, Attributes... items) {
    put(tag, VR.SQ, new ArrayList<Attributes>(items.length));
    for (Attributes item : items) {
      addItem(tag, item);
    }
    return this;
  }

  /** Appends an item to a sequence, which is made where it is absent. */
  public Attributes addItem(int tag, Attributes item) {
    List<Attributes> own = elements.items(indexOf(tag));
    if (own == null) {
      own = new ArrayList<>();
      put(tag, VR.SQ, own);
    }
    Attributes mine = item.parent == null && !item.isAround(this) ? item : item.copy();
    if (mine.isUnicodeImplied) {
      // nobody asked for the declaration inside: it belongs to the data set around it
      if (!charset().isUnicode() && charsetOwner().declared() == null) {
        charsetOwner().implyUnicode();
      }
      if (charset().isUnicode()) {
        mine.remove(Tag.SpecificCharacterSet);
      }
    }
    mine.parent = this;
    own.add(mine);
    return this;
  }

  /** Sets nested encapsulated pixel data, the offset table first. */
  public Attributes setFragments(int tag, VR vr, List<byte[]> fragments) {
    return put(tag, vr, new Fragments(List.copyOf(fragments)));
  }

  /** Sets an element of no length (type 2, or a key that is to be returned). */
  public Attributes setEmpty(int tag) {
    VR vr = ElementDictionary.vrOf(tag);
    return vr == VR.SQ ? setItems(tag) : put(tag, vr, NO_BYTES);
  }

  public Attributes remove(int tag) {
    int index = indexOf(tag);
    if (index >= 0) {
      orphan(elements.value(index));
      elements.removeAt(index);
      forgetCharset(tag);
    }
    return this;
  }

  /**
   * Copies every element of another data set into this one, over what is here. Text keeps its
   * meaning: where the repertoires differ it is encoded anew, and (0008,0005) is not copied.
   */
  public Attributes putAll(Attributes other) {
    boolean adopt = isEmpty() && parent == null;
    return adopt ? copyInto(other, other.tags()) : transcodeInto(other, other.tags());
  }

  /** A new data set of the elements with these tags, and (0008,0005) where text needs it. */
  public Attributes subset(int... wanted) {
    return new Attributes().copyInto(this, wanted);
  }

  /** A deep copy that stands alone. */
  public Attributes copy() {
    return new Attributes().copyInto(this, tags());
  }

  /** The repertoires that text here is in: this data set's, or of the nearest one around it. */
  public SpecificCharacterSet charset() {
    for (Attributes set = this; set != null; set = set.parent) {
      SpecificCharacterSet declared = set.declared();
      if (declared != null) {
        return declared;
      }
    }
    return SpecificCharacterSet.DEFAULT;
  }

  /** Encodes all text here and in the items anew in ISO_IR 192 and declares it. */
  public Attributes useUnicode() {
    SpecificCharacterSet before = charset();
    if (!before.isUnicode()) {
      transcode(before, SpecificCharacterSet.UNICODE);
    }
    return set(Tag.SpecificCharacterSet, "ISO_IR 192");
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Attributes other && elements.equals(other.elements);
  }

  @Override
  public int hashCode() {
    return elements.hashCode();
  }

  /** Tags and VRs, never values: these may name a patient. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Attributes[");
    for (int i = 0; i < size(); i++) {
      text.append(i == 0 ? "" : " ")
          .append(ElementDictionary.toString(elements.tag(i)))
          .append(elements.vr(i));
    }
    return text.append(']').toString();
  }

  /** UN is read as what the dictionary says, where it says something. */
  private VR meaning(int index) {
    return elements.vr(index) == VR.UN
        ? ElementDictionary.vrOf(elements.tag(index))
        : elements.vr(index);
  }

  private int indexOf(int tag) {
    return elements.indexOf(tag);
  }

  private Attributes put(int tag, VR vr, Object value) {
    int index = indexOf(tag);
    if (index >= 0) {
      orphan(elements.value(index));
    }
    elements.put(tag, vr, value);
    forgetCharset(tag);
    return this;
  }

  private static void orphan(Object value) {
    if (value instanceof List<?> list) {
      for (Object item : list) {
        ((Attributes) item).parent = null;
      }
    }
  }

  private boolean isAround(Attributes inner) {
    for (Attributes set = inner; set != null; set = set.parent) {
      if (set == this) {
        return true;
      }
    }
    return false;
  }

  private @Nullable SpecificCharacterSet declared() {
    if (declaredCharset == null && size() > 0) {
      int index = indexOf(Tag.SpecificCharacterSet);
      if (index >= 0 && elements.value(index) instanceof byte[] bytes) {
        String terms = SpecificCharacterSet.DEFAULT.decode(bytes, VR.CS);
        declaredCharset = SpecificCharacterSet.of(TextValues.split(terms, VR.CS));
      }
    }
    return declaredCharset;
  }

  private void forgetCharset(int tag) {
    if (tag == Tag.SpecificCharacterSet) {
      declaredCharset = null;
      isUnicodeImplied = false;
    }
  }

  private byte[] encode(String text, VR vr) {
    Optional<byte[]> encoded = charset().encode(text, vr);
    if (encoded.isPresent()) {
      return encoded.get();
    }
    if (!vr.isCharsetDependent()) {
      throw new IllegalArgumentException(vr + " holds ASCII only");
    }
    charsetOwner().implyUnicode();
    return SpecificCharacterSet.UNICODE.encode(text, vr).orElse(NO_BYTES);
  }

  private void implyUnicode() {
    boolean implied = declared() == null;
    useUnicode();
    isUnicodeImplied = implied;
  }

  /** The data set whose (0008,0005) governs this one; where there is none, the outermost. */
  private Attributes charsetOwner() {
    Attributes set = this;
    while (set.declared() == null && set.parent != null) {
      set = set.parent;
    }
    return set;
  }

  private void transcode(SpecificCharacterSet from, SpecificCharacterSet to) {
    for (int i = 0; i < size(); i++) {
      if (elements.value(i) instanceof byte[] bytes) {
        elements.setBytes(i, from.transcode(bytes, meaning(i), to));
      }
      for (Attributes item : items(elements.tag(i))) {
        if (item.declared() == null) {
          item.transcode(from, to);
        }
      }
    }
  }

  /** Copies bytes as they are and declares their repertoire where it is needed and not copied. */
  private Attributes copyInto(Attributes other, int[] wanted) {
    boolean needsCharset = false;
    for (int tag : wanted) {
      int index = other.indexOf(tag);
      if (index >= 0) {
        copyElement(other, index);
        needsCharset |= other.holdsForeignText(index);
      }
    }
    if (needsCharset && declared() == null) {
      Attributes owner = other.charsetOwner();
      if (owner.declared() != null) {
        put(Tag.SpecificCharacterSet, VR.CS, owner.bytes(Tag.SpecificCharacterSet));
      }
    }
    return this;
  }

  private void copyElement(Attributes other, int index) {
    if (other.elements.value(index) instanceof List<?> list) {
      List<Attributes> copies = new ArrayList<>(list.size());
      for (Object item : list) {
        Attributes copy = new Attributes();
        Attributes original = (Attributes) item;
        for (int i = 0; i < original.size(); i++) {
          copy.copyElement(original, i);
        }
        copy.parent = this;
        copies.add(copy);
      }
      put(other.elements.tag(index), VR.SQ, copies);
    } else {
      put(other.elements.tag(index), other.elements.vr(index), other.elements.value(index));
    }
  }

  private boolean holdsForeignText(int index) {
    if (elements.value(index) instanceof byte[] bytes) {
      return meaning(index).isCharsetDependent() && !SpecificCharacterSet.isAscii(bytes);
    }
    for (Attributes item : items(elements.tag(index))) {
      for (int i = 0; item.declared() == null && i < item.size(); i++) {
        if (item.holdsForeignText(i)) {
          return true;
        }
      }
    }
    return false;
  }

  private Attributes transcodeInto(Attributes other, int[] wanted) {
    Attributes source = other;
    boolean foreign = false;
    for (int i = 0; i < other.size(); i++) {
      foreign |= other.holdsForeignText(i);
    }
    if (foreign && !charset().equals(other.charset())) {
      source = other.copy().useUnicode();
      charsetOwner().useUnicode();
    }
    for (int tag : wanted) {
      if (tag != Tag.SpecificCharacterSet) {
        copyElement(source, source.indexOf(tag));
      }
    }
    return this;
  }
}
