package vn.lienvien.dicom.codec;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The best Huffman code of at most 16 bits for counted symbols, with the code of all ones left free
 * (ISO/IEC 10918-1 K.2).
 */
final class HuffmanCode {
  private static final int LONGEST = 16;
  private static final int SYMBOLS = 256;

  private final int[] counts = new int[LONGEST];
  private final byte[] symbols;
  private final int[] codes = new int[SYMBOLS];
  private final int[] lengths = new int[SYMBOLS];

  /**
   * @param frequencies how often each symbol occurs, at most 256 of them
   */
  HuffmanCode(long[] frequencies) {
    int[] depths = limited(depths(frequencies));
    Integer[] used = new Integer[SYMBOLS];
    int number = 0;
    for (int symbol = 0; symbol < frequencies.length; symbol++) {
      if (frequencies[symbol] > 0) {
        used[number++] = symbol;
      }
    }
    Integer[] order = Arrays.copyOf(used, number);
    Arrays.sort(
        order,
        Comparator.<Integer>comparingLong(symbol -> -frequencies[symbol])
            .thenComparingInt(symbol -> symbol));
    symbols = new byte[number];
    int code = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++, code <<= 1) {
      for (int i = 0; i < depths[length] && index < number; i++, index++, code++) {
        int symbol = order[index];
        symbols[index] = (byte) symbol;
        codes[symbol] = code;
        lengths[symbol] = length;
        counts[length - 1]++;
      }
    }
  }

  private record Node(long weight, int order, @Nullable Node left, @Nullable Node right) {}

  /** How many codes of each length a tree over the symbols and one reserved code has. */
  private static int[] depths(long[] frequencies) {
    PriorityQueue<Node> trees =
        new PriorityQueue<>(Comparator.comparingLong(Node::weight).thenComparing(Node::order));
    Node leaf = new Node(0, 0, null, null);
    trees.add(leaf); // the reserved code: the rarest of all, so it gets the longest
    int order = 1;
    for (long frequency : frequencies) {
      if (frequency > 0) {
        trees.add(new Node(frequency, order++, null, null));
      }
    }
    while (trees.size() > 1) {
      Node left = trees.remove();
      Node right = trees.remove();
      trees.add(new Node(left.weight + right.weight, order++, left, right));
    }
    int[] depths = new int[SYMBOLS + 2];
    count(trees.remove(), 0, depths);
    return depths;
  }

  private static void count(Node node, int depth, int[] depths) {
    if (node.left == null || node.right == null) {
      depths[Math.max(depth, 1)]++;
      return;
    }
    count(node.left, depth + 1, depths);
    count(node.right, depth + 1, depths);
  }

  /** Figure K.3: pairs of too long codes move up; then the reserved one, of the longest, goes. */
  private static int[] limited(int[] depths) {
    for (int length = depths.length - 1; length > LONGEST; length--) {
      while (depths[length] > 0) {
        int shorter = length - 2;
        while (depths[shorter] == 0) {
          shorter--;
        }
        depths[length] -= 2;
        depths[length - 1]++;
        depths[shorter + 1] += 2;
        depths[shorter]--;
      }
    }
    int longest = LONGEST;
    while (depths[longest] == 0) {
      longest--;
    }
    depths[longest]--;
    return depths;
  }

  void write(int symbol, JpegBitWriter bits) {
    bits.bits(codes[symbol], lengths[symbol]);
  }

  /** The table as DHT holds it: sixteen counts, then the symbols. */
  byte[] table() {
    byte[] table = new byte[LONGEST + symbols.length];
    for (int i = 0; i < LONGEST; i++) {
      table[i] = (byte) counts[i];
    }
    System.arraycopy(symbols, 0, table, LONGEST, symbols.length);
    return table;
  }
}
