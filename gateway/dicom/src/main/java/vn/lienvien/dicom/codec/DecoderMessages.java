package vn.lienvien.dicom.codec;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import vn.lienvien.dicom.codec.FrameCodecException.Refusal;

/**
 * What goes through the pipes between {@link DecoderProcess} and {@link DecoderMain}; big endian.
 *
 * <pre>
 * request   int x 6  milliseconds, rows, columns, samples, bitsAllocated, precision
 *           byte     1 signed, 2 color transform
 *           int, n   the codestream
 * answer    byte     0 a frame follows, else 1 + ordinal of the refusal, and a message follows
 *           int, n   frame, or message in UTF-8
 * </pre>
 */
final class DecoderMessages {
  private static final int MAX_MESSAGE = 4096;

  private DecoderMessages() {}

  record Request(int limitMillis, Jpeg2000Format format, byte[] codestream) {}

  static void write(Request request, DataOutputStream out) throws IOException {
    Jpeg2000Format format = request.format();
    out.writeInt(request.limitMillis());
    out.writeInt(format.rows());
    out.writeInt(format.columns());
    out.writeInt(format.samplesPerPixel());
    out.writeInt(format.bitsAllocated());
    out.writeInt(format.precision());
    out.writeByte((format.signed() ? 1 : 0) | (format.colorTransform() ? 2 : 0));
    writeBytes(request.codestream(), out);
  }

  static Request readRequest(DataInputStream in) throws IOException {
    int limitMillis = in.readInt();
    int rows = in.readInt();
    int columns = in.readInt();
    int samples = in.readInt();
    int allocated = in.readInt();
    int precision = in.readInt();
    int flags = in.readByte();
    Jpeg2000Format format =
        new Jpeg2000Format(
            rows, columns, samples, allocated, precision, (flags & 1) != 0, (flags & 2) != 0);
    return new Request(limitMillis, format, in.readNBytes(in.readInt()));
  }

  static void writeFrame(byte[] frame, DataOutputStream out) throws IOException {
    out.writeByte(0);
    writeBytes(frame, out);
  }

  static void writeRefusal(FrameCodecException refused, DataOutputStream out) throws IOException {
    out.writeByte(1 + refused.refusal().ordinal());
    byte[] message = String.valueOf(refused.getMessage()).getBytes(StandardCharsets.UTF_8);
    writeBytes(message, out);
  }

  /**
   * The frame; the other side is not trusted with more than it was asked for.
   *
   * @throws FrameCodecException what the decoder refused, said by the other side
   * @throws IOException when the other side is gone or talks nonsense
   */
  static byte[] readAnswer(DataInputStream in, int frameBytes) throws IOException {
    int status = in.readUnsignedByte();
    int length = in.readInt();
    if (status > Refusal.values().length || length != frameBytes && status == 0) {
      throw new IOException("an answer that was not asked for");
    }
    if (status == 0) {
      byte[] frame = new byte[frameBytes];
      in.readFully(frame);
      return frame;
    }
    byte[] message = new byte[Math.clamp(length, 0, MAX_MESSAGE)];
    in.readFully(message);
    throw new FrameCodecException(
        Refusal.values()[status - 1], new String(message, StandardCharsets.UTF_8));
  }

  private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }
}
