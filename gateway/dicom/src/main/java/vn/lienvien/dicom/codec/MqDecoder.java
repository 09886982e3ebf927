package vn.lienvien.dicom.codec;

/** The adaptive binary arithmetic decoder of JPEG 2000 (ISO/IEC 15444-1 C.3) with 19 contexts. */
final class MqDecoder {
  static final int CONTEXTS = 19;

  /** Table C.2, four numbers a state: Qe, next after MPS, next after LPS, whether MPS changes. */
  private static final int[] STATES = {
    0x5601, 1, 1, 1, 0x3401, 2, 6, 0, 0x1801, 3, 9, 0, 0x0AC1, 4, 12, 0, 0x0521, 5, 29, 0,
    0x0221, 38, 33, 0, 0x5601, 7, 6, 1, 0x5401, 8, 14, 0, 0x4801, 9, 14, 0, 0x3801, 10, 14, 0,
    0x3001, 11, 17, 0, 0x2401, 12, 18, 0, 0x1C01, 13, 20, 0, 0x1601, 29, 21, 0, 0x5601, 15, 14, 1,
    0x5401, 16, 14, 0, 0x5101, 17, 15, 0, 0x4801, 18, 16, 0, 0x3801, 19, 17, 0, 0x3401, 20, 18, 0,
    0x3001, 21, 19, 0, 0x2801, 22, 19, 0, 0x2401, 23, 20, 0, 0x2201, 24, 21, 0, 0x1C01, 25, 22, 0,
    0x1801, 26, 23, 0, 0x1601, 27, 24, 0, 0x1401, 28, 25, 0, 0x1201, 29, 26, 0, 0x1101, 30, 27, 0,
    0x0AC1, 31, 28, 0, 0x09C1, 32, 29, 0, 0x08A1, 33, 30, 0, 0x0521, 34, 31, 0, 0x0441, 35, 32, 0,
    0x02A1, 36, 33, 0, 0x0221, 37, 34, 0, 0x0141, 38, 35, 0, 0x0111, 39, 36, 0, 0x0085, 40, 37, 0,
    0x0049, 41, 38, 0, 0x0025, 42, 39, 0, 0x0015, 43, 40, 0, 0x0009, 44, 41, 0, 0x0005, 45, 42, 0,
    0x0001, 45, 43, 0, 0x5601, 46, 46, 0
  };

  private static final int FIELDS = 4;

  private final byte[] bytes;
  private final int end;
  private final int[] states = new int[CONTEXTS];
  private final int[] likely = new int[CONTEXTS];
  private int at;
  private int code;
  private int interval;
  private int shifts;

  /** Decodes the bytes of one code-block; behind the end there are ones. */
  MqDecoder(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.end = end;
    at = start;
    code = byteAt(at) << 16;
    next();
    code <<= 7;
    shifts -= 7;
    interval = 0x8000;
  }

  void start(int context, int state) {
    states[context] = state;
  }

  private int byteAt(int index) {
    return index < end ? bytes[index] & 0xFF : 0xFF;
  }

  /** BYTEIN (figure C.19): a byte behind FF has seven bits, and one above 8F is a marker. */
  private void next() {
    if (byteAt(at) == 0xFF) {
      int following = byteAt(at + 1);
      if (following > 0x8F) {
        code += 0xFF00;
        shifts = 8;
      } else {
        at++;
        code += following << 9;
        shifts = 7;
      }
    } else {
      at++;
      code += byteAt(at) << 8;
      shifts = 8;
    }
  }

  /** DECODE (figure C.15). */
  int bit(int context) {
    int state = states[context] * FIELDS;
    int probability = STATES[state];
    int decision = likely[context];
    interval -= probability;
    boolean upper = code >>> 16 >= probability;
    if (upper) {
      code -= probability << 16;
      if ((interval & 0x8000) != 0) {
        return decision;
      }
    }
    // In the lower part the smaller interval is the less likely one, unless they have changed
    // places.
    boolean lessLikely = upper == interval < probability;
    if (!upper) {
      interval = probability;
    }
    if (lessLikely) {
      decision ^= 1;
      likely[context] ^= STATES[state + 3];
      states[context] = STATES[state + 2];
    } else {
      states[context] = STATES[state + 1];
    }
    do {
      if (shifts == 0) {
        next();
      }
      interval <<= 1;
      code <<= 1;
      shifts--;
    } while ((interval & 0x8000) == 0);
    return decision;
  }
}
