package vn.lienvien.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.ElementDictionary;

/**
 * One matching or return key.
 *
 * @param path the items it is within, from the outermost; empty for most
 * @param text values separated by backslash; empty for a return key
 */
record QueryKey(List<Item> path, int tag, String text) {
  private static final Pattern TAG = Pattern.compile("\\(?([0-9A-Fa-f]{4}),?([0-9A-Fa-f]{4})\\)?");
  private static final Pattern ITEM = Pattern.compile("(.+?)(?:\\[(\\d{1,2})])?");

  /**
   * An item of a sequence.
   *
   * @param index from 0
   */
  record Item(int tag, int index) {}

  void setIn(Attributes identifier) {
    setIn(identifier, path);
  }

  private void setIn(Attributes dataset, List<Item> within) {
    if (within.isEmpty()) {
      setValue(dataset);
      return;
    }
    Item item = within.getFirst();
    List<Attributes> items = new ArrayList<>(dataset.items(item.tag));
    while (items.size() <= item.index) {
      items.add(new Attributes());
    }
    setIn(items.get(item.index), within.subList(1, within.size()));
    dataset.setItems(item.tag, items.toArray(Attributes[]::new));
  }

  private void setValue(Attributes dataset) {
    if (text.isEmpty()) {
      dataset.setEmpty(tag);
    } else {
      dataset.set(tag, text.split("\\\\"));
    }
  }

  /** Reads the typed form: keyword or (gggg,eeee), perhaps within items, and perhaps a value. */
  static final class Converter implements ITypeConverter<QueryKey> {
    @Override
    public QueryKey convert(String typed) {
      int equals = typed.indexOf('=');
      String text = equals < 0 ? "" : typed.substring(equals + 1);
      String[] names = (equals < 0 ? typed : typed.substring(0, equals)).split("\\.", -1);
      List<Item> path = new ArrayList<>();
      for (int i = 0; i < names.length - 1; i++) {
        path.add(item(names[i]));
      }
      return new QueryKey(List.copyOf(path), tag(names[names.length - 1]), text);
    }

    private static Item item(String text) {
      Matcher item = ITEM.matcher(text);
      if (!item.matches()) {
        throw new TypeConversionException("'" + text + "' is no item of a sequence");
      }
      return new Item(
          tag(item.group(1)), item.group(2) == null ? 0 : Integer.parseInt(item.group(2)));
    }

    private static int tag(String text) {
      OptionalInt keyword = ElementDictionary.tagOf(text);
      if (keyword.isPresent()) {
        return keyword.getAsInt();
      }
      Matcher digits = TAG.matcher(text);
      if (digits.matches()) {
        return Integer.parseUnsignedInt(digits.group(1) + digits.group(2), 16);
      }
      throw new TypeConversionException("'" + text + "' is neither a keyword nor (gggg,eeee)");
    }
  }
}
