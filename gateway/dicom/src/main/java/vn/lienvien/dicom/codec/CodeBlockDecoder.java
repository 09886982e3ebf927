package vn.lienvien.dicom.codec;

import java.util.Arrays;

/**
 * The coefficients of one JPEG 2000 code-block from its coding passes (ISO/IEC 15444-1 annex D):
 * default code-block style, all passes in one codeword.
 */
final class CodeBlockDecoder {
  private static final int STRIPE = 4;
  private static final int SIGN_CONTEXT = 9;
  private static final int REFINEMENT_CONTEXT = 14;
  private static final int RUN_CONTEXT = 17;
  private static final int UNIFORM_CONTEXT = 18;

  /** Which neighbors matter how: the bands, by the filter of their lines and columns. */
  enum Band {
    LL,
    HL,
    LH,
    HH
  }

  private final Band band;
  private final int columns;
  private final int rows;
  private final int stride;
  private final MqDecoder bits;

  /** With a border of one, so that every coefficient has eight neighbors. */
  private final boolean[] significant;

  private final boolean[] negative;
  private final boolean[] refined;
  private final boolean[] visited;
  private final int[] magnitudes;
  private int plane;

  CodeBlockDecoder(Band band, int columns, int rows, MqDecoder bits) {
    this.band = band;
    this.columns = columns;
    this.rows = rows;
    this.bits = bits;
    stride = columns + 2;
    int cells = stride * (rows + 2);
    significant = new boolean[cells];
    negative = new boolean[cells];
    refined = new boolean[cells];
    visited = new boolean[cells];
    magnitudes = new int[cells];
    bits.start(0, 4);
    bits.start(RUN_CONTEXT, 3);
    bits.start(UNIFORM_CONTEXT, 46);
  }

  /**
   * @param planes bit-planes that are coded, the first pass being the cleanup of the highest
   * @param target coefficients of the band, rows of {@code targetStride}
   */
  void decode(int planes, int passes, int[] target, int from, int targetStride) {
    plane = planes - 1;
    int kind = 2;
    for (int pass = 0; pass < passes && plane >= 0; pass++) {
      switch (kind) {
        case 0 -> propagate();
        case 1 -> refine();
        default -> {
          cleanUp();
          Arrays.fill(visited, false);
          plane--;
        }
      }
      kind = (kind + 1) % 3;
    }
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        int cell = cell(x, y);
        target[from + y * targetStride + x] = negative[cell] ? -magnitudes[cell] : magnitudes[cell];
      }
    }
  }

  private int cell(int x, int y) {
    return (y + 1) * stride + x + 1;
  }

  /** D.3.1: what has significant neighbors. */
  private void propagate() {
    for (int top = 0; top < rows; top += STRIPE) {
      for (int x = 0; x < columns; x++) {
        for (int y = top; y < Math.min(rows, top + STRIPE); y++) {
          int cell = cell(x, y);
          int context = significant[cell] ? 0 : zeroContext(cell);
          if (context != 0) {
            visited[cell] = true;
            if (bits.bit(context) == 1) {
              becomeSignificant(cell);
            }
          }
        }
      }
    }
  }

  /** D.3.3: one more bit of what was significant before this plane. */
  private void refine() {
    for (int top = 0; top < rows; top += STRIPE) {
      for (int x = 0; x < columns; x++) {
        for (int y = top; y < Math.min(rows, top + STRIPE); y++) {
          int cell = cell(x, y);
          if (significant[cell] && !visited[cell]) {
            int context = REFINEMENT_CONTEXT + (zeroContext(cell) == 0 ? 0 : 1);
            int bit = bits.bit(refined[cell] ? REFINEMENT_CONTEXT + 2 : context);
            magnitudes[cell] |= bit << plane;
            refined[cell] = true;
          }
        }
      }
    }
  }

  /** D.3.4: all the rest, four in a column at once where nothing is near. */
  private void cleanUp() {
    for (int top = 0; top < rows; top += STRIPE) {
      for (int x = 0; x < columns; x++) {
        int y = top;
        if (isQuiet(x, top)) {
          if (bits.bit(RUN_CONTEXT) == 0) {
            continue;
          }
          y += bits.bit(UNIFORM_CONTEXT) << 1 | bits.bit(UNIFORM_CONTEXT);
          becomeSignificant(cell(x, y));
          y++;
        }
        for (; y < Math.min(rows, top + STRIPE); y++) {
          int cell = cell(x, y);
          if (!significant[cell] && !visited[cell] && bits.bit(zeroContext(cell)) == 1) {
            becomeSignificant(cell);
          }
        }
      }
    }
  }

  private boolean isQuiet(int x, int top) {
    if (top + STRIPE > rows) {
      return false;
    }
    for (int y = top; y < top + STRIPE; y++) {
      int cell = cell(x, y);
      if (significant[cell] || visited[cell] || zeroContext(cell) != 0) {
        return false;
      }
    }
    return true;
  }

  private void becomeSignificant(int cell) {
    int across = Math.clamp(sign(cell - 1) + sign(cell + 1), -1, 1);
    int down = Math.clamp(sign(cell - stride) + sign(cell + stride), -1, 1);
    // Table D.3: mirrored where the first that counts is negative.
    boolean mirrored = across < 0 || across == 0 && down < 0;
    int context = across == 0 ? Math.abs(down) : 3 + across * down;
    negative[cell] = bits.bit(SIGN_CONTEXT + context) == 1 != mirrored;
    significant[cell] = true;
    magnitudes[cell] |= 1 << plane;
  }

  private int sign(int cell) {
    return !significant[cell] ? 0 : negative[cell] ? -1 : 1;
  }

  /** Table D.1. */
  private int zeroContext(int cell) {
    int across = one(cell - 1) + one(cell + 1);
    int down = one(cell - stride) + one(cell + stride);
    int diagonal =
        one(cell - stride - 1)
            + one(cell - stride + 1)
            + one(cell + stride - 1)
            + one(cell + stride + 1);
    return switch (band) {
      case LL, LH -> straight(across, down, diagonal);
      case HL -> straight(down, across, diagonal);
      case HH -> diagonal(across + down, diagonal);
    };
  }

  private int one(int cell) {
    return significant[cell] ? 1 : 0;
  }

  private static int straight(int along, int beside, int diagonal) {
    if (along == 2) {
      return 8;
    }
    if (along == 1) {
      return beside > 0 ? 7 : diagonal > 0 ? 6 : 5;
    }
    return beside > 0 ? 2 + beside : Math.min(2, diagonal);
  }

  private static int diagonal(int straight, int diagonal) {
    return switch (diagonal) {
      case 0 -> Math.min(2, straight);
      case 1 -> 3 + Math.min(2, straight);
      case 2 -> straight > 0 ? 7 : 6;
      default -> 8;
    };
  }
}
