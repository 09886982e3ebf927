package vn.lienvien.dicom.codec;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of raw frames that both sides of the bench read: seven big endian ints, then the cells,
 * again and again.
 */
final class BenchFrames {
  private BenchFrames() {}

  record Frame(Jpeg2000Format format, byte[] cells) {}

  static void write(Frame frame, DataOutputStream out) throws IOException {
    Jpeg2000Format format = frame.format();
    out.writeInt(format.rows());
    out.writeInt(format.columns());
    out.writeInt(format.samplesPerPixel());
    out.writeInt(format.bitsAllocated());
    out.writeInt(format.precision());
    out.writeInt(format.signed() ? 1 : 0);
    out.writeInt(format.colorTransform() ? 1 : 0);
    out.write(frame.cells());
  }

  static List<Frame> read(Path file) throws IOException {
    List<Frame> frames = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      while (in.available() > 0) {
        Jpeg2000Format format =
            new Jpeg2000Format(
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt() == 1,
                in.readInt() == 1);
        frames.add(new Frame(format, in.readNBytes(format.frameBytes())));
      }
    }
    return frames;
  }
}
