package vn.lienvien.hl7;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * Blocks of the Minimal Lower Layer Protocol: {@code 0x0B message 0x1C 0x0D} (HL7 v2.5.1
 * implementation guide, appendix C.2). One instance reads one connection; not thread-safe.
 */
final class MllpFraming {
  private static final int START_BLOCK = 0x0B;
  private static final int END_BLOCK = 0x1C;
  private static final int CARRIAGE_RETURN = 0x0D;
  private static final int LINE_FEED = 0x0A;

  private final InputStream in;
  private final int maximumBytes;
  private final Duration messageTime;

  /**
   * @param in a buffered stream
   * @param messageTime how long one message may take from its first byte to its last, however
   *     steadily it trickles
   */
  MllpFraming(InputStream in, int maximumBytes, Duration messageTime) {
    this.in = in;
    this.maximumBytes = maximumBytes;
    this.messageTime = messageTime;
  }

  /** The next message, or empty when the peer has closed between two messages. */
  Optional<byte[]> next() throws IOException {
    int first = in.read();
    // Some senders end a block with CR LF; line ends between blocks carry nothing.
    while (first == CARRIAGE_RETURN || first == LINE_FEED) {
      first = in.read();
    }
    if (first < 0) {
      return Optional.empty();
    }
    if (first != START_BLOCK) {
      throw new MllpFramingException("bytes outside an MLLP block");
    }
    return Optional.of(content());
  }

  private byte[] content() throws IOException {
    long last = System.nanoTime() + messageTime.toNanos();
    ByteArrayOutputStream message = new ByteArrayOutputStream(4096);
    for (int value = in.read(); value != END_BLOCK; value = in.read()) {
      if (value < 0) {
        throw new EOFException("connection closed inside an MLLP block");
      }
      if (value == START_BLOCK) {
        throw new MllpFramingException("start of block inside an MLLP block");
      }
      if (message.size() == maximumBytes) {
        throw new MllpFramingException("message is longer than " + maximumBytes + " bytes");
      }
      message.write(value);
      if (System.nanoTime() - last > 0) {
        throw new MllpFramingException("message took longer than " + messageTime);
      }
    }
    if (in.read() != CARRIAGE_RETURN) {
      throw new MllpFramingException("end of block without carriage return");
    }
    return message.toByteArray();
  }

  /** Writes one block in one write, so that it does not leave as two small packets. */
  static void write(OutputStream out, byte[] message) throws IOException {
    byte[] block = new byte[message.length + 3];
    block[0] = START_BLOCK;
    System.arraycopy(message, 0, block, 1, message.length);
    block[message.length + 1] = END_BLOCK;
    block[message.length + 2] = CARRIAGE_RETURN;
    out.write(block);
    out.flush();
  }
}
