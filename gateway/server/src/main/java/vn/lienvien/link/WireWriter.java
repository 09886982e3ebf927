package vn.lienvien.link;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HexFormat;

/**
 * The link's binary fields: integers big endian, numbers as LEB128, texts as UTF-8 behind their
 * length, digests as 32 bytes. Not thread-safe.
 */
final class WireWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  WireWriter u8(int value) {
    out.write(value);
    return this;
  }

  WireWriter u32(int value) {
    return bytes(ByteBuffer.allocate(4).putInt(value).array());
  }

  WireWriter u64(long value) {
    return bytes(ByteBuffer.allocate(8).putLong(value).array());
  }

  WireWriter number(long value) {
    long left = value;
    while (left > 0x7f) {
      out.write((int) (left & 0x7f) | 0x80);
      left >>>= 7;
    }
    out.write((int) left);
    return this;
  }

  WireWriter bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  WireWriter text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return number(utf8.length).bytes(utf8);
  }

  WireWriter digest(String hex) {
    return bytes(HexFormat.of().parseHex(hex));
  }

  /** The first bytes of a digest. */
  WireWriter digest(String hex, int length) {
    return digest(hex.substring(0, 2 * length));
  }

  WireWriter digestIfAny(String hex, int length) {
    return hex.isEmpty() ? u8(0) : u8(1).digest(hex, length);
  }

  /** How many runs, and for each the gap before it and its length. */
  WireWriter runs(BitSet set) {
    WireWriter runs = new WireWriter();
    int count = 0;
    int at = 0;
    for (int from = set.nextSetBit(0); from >= 0; from = set.nextSetBit(at)) {
      int to = set.nextClearBit(from);
      runs.number(from - at).number(to - from);
      at = to;
      count++;
    }
    return number(count).bytes(runs.toByteArray());
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }
}
