package vn.lienvien.cli;

import java.util.OptionalInt;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.ElementDictionary;

/**
 * One matching or return key.
 *
 * @param text values separated by backslash; empty for a return key
 */
record QueryKey(int tag, String text) {
  private static final Pattern TAG = Pattern.compile("\\(?([0-9A-Fa-f]{4}),?([0-9A-Fa-f]{4})\\)?");

  void setIn(Attributes identifier) {
    if (text.isEmpty()) {
      identifier.setEmpty(tag);
    } else {
      identifier.set(tag, text.split("\\\\"));
    }
  }

  /** Reads the typed form: keyword or (gggg,eeee), and perhaps a value. */
  static final class Converter implements ITypeConverter<QueryKey> {
    @Override
    public QueryKey convert(String typed) {
      int equals = typed.indexOf('=');
      return equals < 0
          ? new QueryKey(tag(typed), "")
          : new QueryKey(tag(typed.substring(0, equals)), typed.substring(equals + 1));
    }

    private static int tag(String text) {
      OptionalInt keyword = ElementDictionary.tagOf(text);
      if (keyword.isPresent()) {
        return keyword.getAsInt();
      }
      var digits = TAG.matcher(text);
      if (digits.matches()) {
        return Integer.parseUnsignedInt(digits.group(1) + digits.group(2), 16);
      }
      throw new TypeConversionException("'" + text + "' is neither a keyword nor (gggg,eeee)");
    }
  }
}
