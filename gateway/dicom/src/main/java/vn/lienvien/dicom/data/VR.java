package vn.lienvien.dicom.data;

import java.util.Optional;

/** A value representation (PS3.5 6.2). */
public enum VR {
  AE(Kind.TEXT, 1, ' '),
  AS(Kind.TEXT, 1, ' '),
  AT(Kind.BINARY, 2, 0),
  CS(Kind.TEXT, 1, ' '),
  DA(Kind.TEXT, 1, ' '),
  DS(Kind.TEXT, 1, ' '),
  DT(Kind.TEXT, 1, ' '),
  FD(Kind.BINARY, 8, 0),
  FL(Kind.BINARY, 4, 0),
  IS(Kind.TEXT, 1, ' '),
  LO(Kind.TEXT, 1, ' '),
  LT(Kind.TEXT, 1, ' '),
  OB(Kind.LONG_BINARY, 1, 0),
  OD(Kind.LONG_BINARY, 8, 0),
  OF(Kind.LONG_BINARY, 4, 0),
  OL(Kind.LONG_BINARY, 4, 0),
  OV(Kind.LONG_BINARY, 8, 0),
  OW(Kind.LONG_BINARY, 2, 0),
  PN(Kind.TEXT, 1, ' '),
  SH(Kind.TEXT, 1, ' '),
  SL(Kind.BINARY, 4, 0),
  SQ(Kind.SEQUENCE, 1, 0),
  SS(Kind.BINARY, 2, 0),
  ST(Kind.TEXT, 1, ' '),
  SV(Kind.LONG_BINARY, 8, 0),
  TM(Kind.TEXT, 1, ' '),
  UC(Kind.LONG_TEXT, 1, ' '),
  UI(Kind.TEXT, 1, 0),
  UL(Kind.BINARY, 4, 0),
  UN(Kind.LONG_BINARY, 1, 0),
  UR(Kind.LONG_TEXT, 1, ' '),
  US(Kind.BINARY, 2, 0),
  UT(Kind.LONG_TEXT, 1, ' '),
  UV(Kind.LONG_BINARY, 8, 0);

  private enum Kind {
    TEXT,
    LONG_TEXT,
    BINARY,
    LONG_BINARY,
    SEQUENCE
  }

  private static final VR[] BY_CODE = byCode();

  private final Kind kind;
  private final int cellSize;
  private final byte padding;

  VR(Kind kind, int cellSize, int padding) {
    this.kind = kind;
    this.cellSize = cellSize;
    this.padding = (byte) padding;
  }

  /** The VR of two ASCII letters as they stand in an explicit VR header. */
  public static Optional<VR> of(int first, int second) {
    if (first < 'A' || first > 'Z' || second < 'A' || second > 'Z') {
      return Optional.empty();
    }
    return Optional.ofNullable(BY_CODE[(first - 'A') * 26 + second - 'A']);
  }

  /** The VR with this name, such as {@code "PN"}. */
  public static Optional<VR> of(String name) {
    return name.length() == 2 ? of(name.charAt(0), name.charAt(1)) : Optional.empty();
  }

  /** Whether an explicit VR header has two reserved bytes and a 32-bit length (PS3.5 7.1.2). */
  public boolean hasLongLength() {
    return kind != Kind.TEXT && kind != Kind.BINARY;
  }

  /** Whether values are characters. */
  public boolean isText() {
    return kind == Kind.TEXT || kind == Kind.LONG_TEXT;
  }

  /** Whether Specific Character Set (0008,0005) governs the characters (PS3.5 6.1.2.2). */
  public boolean isCharsetDependent() {
    return switch (this) {
      case LO, LT, PN, SH, ST, UC, UT -> true;
      default -> false;
    };
  }

  /** Whether a backslash separates values; in LT, ST, UR and UT it is a character. */
  public boolean isMultiValued() {
    return isText() && this != LT && this != ST && this != UR && this != UT;
  }

  /** Whether leading spaces are padding; trailing ones always are, save in UT, LT and ST. */
  boolean isTrimmedAtStart() {
    return switch (this) {
      case AE, AS, CS, DS, IS, LO, SH -> true;
      default -> false;
    };
  }

  /** Bytes that are swapped together between byte orders. */
  public int cellSize() {
    return cellSize;
  }

  /** The byte that makes a value's length even. */
  public byte padding() {
    return padding;
  }

  private static VR[] byCode() {
    VR[] table = new VR[26 * 26];
    for (VR vr : values()) {
      table[(vr.name().charAt(0) - 'A') * 26 + vr.name().charAt(1) - 'A'] = vr;
    }
    return table;
  }
}
