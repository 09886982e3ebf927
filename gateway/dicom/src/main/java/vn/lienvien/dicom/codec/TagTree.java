package vn.lienvien.dicom.codec;

import java.util.ArrayList;
import java.util.List;

/** A tag tree of a JPEG 2000 packet header (ISO/IEC 15444-1 B.10.2). */
final class TagTree {
  /** Leaves first, the root last. */
  private final List<Level> levels = new ArrayList<>();

  private record Level(int columns, int[] values, boolean[] known) {}

  TagTree(int columns, int rows) {
    int across = columns;
    int down = rows;
    while (true) {
      levels.add(new Level(across, new int[across * down], new boolean[across * down]));
      if (across * down == 1) {
        return;
      }
      across = Math.ceilDiv(across, 2);
      down = Math.ceilDiv(down, 2);
    }
  }

  /** Whether the value of a leaf is below a threshold, reading what must be known for that. */
  boolean isBelow(int x, int y, int threshold, PacketBits bits) throws FrameCodecException {
    int least = 0;
    for (int i = levels.size() - 1; i >= 0; i--) {
      Level level = levels.get(i);
      int node = (y >> i) * level.columns + (x >> i);
      level.values[node] = Math.max(level.values[node], least);
      while (!level.known[node] && level.values[node] < threshold) {
        if (bits.bit() == 1) {
          level.known[node] = true;
        } else {
          level.values[node]++;
        }
      }
      least = level.values[node];
    }
    return least < threshold;
  }
}
