package vn.lienvien.link;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HexFormat;

/** Reads what {@link WireWriter} wrote, believing no length. Not thread-safe. */
final class WireReader {
  private static final int DIGEST_BYTES = 32;

  private final ByteBuffer in;

  WireReader(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes);
  }

  int remaining() {
    return in.remaining();
  }

  int u8() throws LinkFormatException {
    need(1);
    return in.get() & 0xff;
  }

  int u32() throws LinkFormatException {
    need(4);
    return in.getInt();
  }

  long u64() throws LinkFormatException {
    need(8);
    return in.getLong();
  }

  /** LEB128, never negative. */
  long number() throws LinkFormatException {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int next = u8();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new LinkFormatException("a number beyond 63 bits");
  }

  /** A number of things of which each takes a byte at least. */
  int count() throws LinkFormatException {
    long count = number();
    if (count > in.remaining()) {
      throw new LinkFormatException("more is announced than follows");
    }
    return (int) count;
  }

  byte[] bytes(int length) throws LinkFormatException {
    if (length < 0) {
      throw new LinkFormatException("a length below zero");
    }
    need(length);
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  byte[] rest() {
    byte[] bytes = new byte[in.remaining()];
    in.get(bytes);
    return bytes;
  }

  String text() throws LinkFormatException {
    byte[] utf8 = bytes(count());
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new LinkFormatException("a text that is not UTF-8");
    }
  }

  <E extends Enum<E>> E constant(Class<E> type) throws LinkFormatException {
    String name = text();
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw new LinkFormatException("an unknown " + type.getSimpleName());
  }

  /** SHA-256 in hex. */
  String digest() throws LinkFormatException {
    return digest(DIGEST_BYTES);
  }

  /** The first bytes of a digest in hex. */
  String digest(int length) throws LinkFormatException {
    return HexFormat.of().formatHex(bytes(length));
  }

  /** The same, or empty. */
  String digestIfAny(int length) throws LinkFormatException {
    return u8() == 0 ? "" : digest(length);
  }

  /** Runs of numbers that are all below {@code end}. */
  BitSet runs(int end) throws LinkFormatException {
    BitSet set = new BitSet();
    int runs = count();
    long at = 0;
    for (int i = 0; i < runs; i++) {
      long from = at + number();
      long to = from + number();
      if (from < at || to <= from || to > end) {
        throw new LinkFormatException("a piece that the parcel does not have");
      }
      set.set((int) from, (int) to);
      at = to;
    }
    return set;
  }

  private void need(int bytes) throws LinkFormatException {
    if (in.remaining() < bytes) {
      throw new LinkFormatException("a message ends before its last field");
    }
  }
}
