package vn.lienvien.dicom.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers and tags in the little endian bytes of binary elements (PS3.5 6.2). */
final class BinaryValues {
  private BinaryValues() {}

  static int count(VR vr, byte[] bytes) {
    return bytes.length / width(vr);
  }

  /** The integer at an index; UL and US unsigned, UV as its 64 bits. */
  static long integer(VR vr, byte[] bytes, int index) {
    ByteBuffer buffer = littleEndian(bytes);
    int at = index * width(vr);
    return switch (vr) {
      case US, OW -> buffer.getShort(at) & 0xFFFF;
      case SS -> buffer.getShort(at);
      case UL, OL -> buffer.getInt(at) & 0xFFFF_FFFFL;
      case SL -> buffer.getInt(at);
      case SV, UV, OV -> buffer.getLong(at);
      case AT -> ((long) (buffer.getShort(at) & 0xFFFF) << 16) | (buffer.getShort(at + 2) & 0xFFFF);
      case FL, OF -> exact(buffer.getFloat(at));
      case FD, OD -> exact(buffer.getDouble(at));
      default -> bytes[at] & 0xFF;
    };
  }

  static double number(VR vr, byte[] bytes, int index) {
    ByteBuffer buffer = littleEndian(bytes);
    return switch (vr) {
      case FL, OF -> buffer.getFloat(index * 4);
      case FD, OD -> buffer.getDouble(index * 8);
      default -> integer(vr, bytes, index);
    };
  }

  /** The values as text: decimal numbers, tags as eight hexadecimal digits. */
  static List<String> strings(VR vr, byte[] bytes) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < count(vr, bytes); i++) {
      values.add(string(vr, bytes, i));
    }
    return List.copyOf(values);
  }

  private static String string(VR vr, byte[] bytes, int index) {
    return switch (vr) {
      case AT -> "%08X".formatted(integer(vr, bytes, index));
      case UV, OV -> Long.toUnsignedString(integer(vr, bytes, index));
      case FL, OF -> Float.toString((float) number(vr, bytes, index));
      case FD, OD -> Double.toString(number(vr, bytes, index));
      default -> Long.toString(integer(vr, bytes, index));
    };
  }

  /** The bytes of values given as text; the reverse of {@link #strings}. */
  static byte[] parse(VR vr, String[] values) {
    ByteBuffer buffer = littleEndian(new byte[values.length * width(vr)]);
    for (String value : values) {
      String text = value.strip();
      switch (vr) {
        case US, SS, OW -> buffer.putShort(fit(vr, Long.parseLong(text), Short.MIN_VALUE, 0xFFFF));
        case UL, SL, OL -> buffer.putInt((int) Long.parseLong(text));
        case SV -> buffer.putLong(Long.parseLong(text));
        case UV, OV -> buffer.putLong(Long.parseUnsignedLong(text));
        case FL, OF -> buffer.putFloat(Float.parseFloat(text));
        case FD, OD -> buffer.putDouble(Double.parseDouble(text));
        case AT -> putTag(buffer, Integer.parseUnsignedInt(text.toUpperCase(Locale.ROOT), 16));
        default -> throw new IllegalArgumentException(vr + " takes bytes, not text");
      }
    }
    return buffer.array();
  }

  static byte[] ofIntegers(VR vr, int[] values) {
    ByteBuffer buffer = littleEndian(new byte[values.length * width(vr)]);
    for (int value : values) {
      switch (vr) {
        case US, SS, OW -> buffer.putShort(fit(vr, value, Short.MIN_VALUE, 0xFFFF));
        case UL, SL, OL -> buffer.putInt(value);
        case SV, UV, OV -> buffer.putLong(value);
        case FL, OF -> buffer.putFloat(value);
        case FD, OD -> buffer.putDouble(value);
        case AT -> putTag(buffer, value);
        default -> throw new IllegalArgumentException(vr + " holds no integers");
      }
    }
    return buffer.array();
  }

  static byte[] ofNumbers(VR vr, double[] values) {
    ByteBuffer buffer = littleEndian(new byte[values.length * width(vr)]);
    for (double value : values) {
      switch (vr) {
        case FL, OF -> buffer.putFloat((float) value);
        case FD, OD -> buffer.putDouble(value);
        default -> throw new IllegalArgumentException(vr + " holds no real numbers");
      }
    }
    return buffer.array();
  }

  private static int width(VR vr) {
    return vr == VR.AT ? 4 : vr.cellSize();
  }

  private static void putTag(ByteBuffer buffer, int tag) {
    buffer.putShort((short) (tag >>> 16)).putShort((short) tag);
  }

  private static short fit(VR vr, long value, long lowest, long highest) {
    if (value < lowest || value > highest) {
      throw new IllegalArgumentException(value + " does not fit " + vr);
    }
    return (short) value;
  }

  private static long exact(double value) {
    if (value != Math.rint(value)) {
      throw new ArithmeticException("not an integer");
    }
    return (long) value;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
