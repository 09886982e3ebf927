package vn.lienvien.dicom.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * One scan of a sequential JPEG stream with the tables that were in force where it began (ISO/IEC
 * 10918-1 B.2.3).
 *
 * @param components of the scan, in its order
 * @param selection start of spectral selection; of the lossless process the predictor, 1 to 7
 * @param pointTransform by how many bits lossless samples were shifted down
 * @param restartInterval units between restart markers; 0 is none
 * @param segments begin and end of each stretch between restart markers
 */
record JpegScan(
    List<Component> components,
    int selection,
    int pointTransform,
    int restartInterval,
    List<Segment> segments) {

  /**
   * @param index of the component in the frame
   * @param dc table of DC differences, or of the lossless process
   * @param ac table of AC coefficients; of no meaning in the lossless process
   * @param quantization in zigzag order; empty in the lossless process
   */
  record Component(int index, HuffmanTable dc, HuffmanTable ac, int[] quantization) {}

  record Segment(int start, int end) {}

  /** The stretches of coded bytes from {@code start} on, up to a marker that is no restart. */
  static List<Segment> segments(byte[] stored, int start) {
    List<Segment> segments = new ArrayList<>();
    int from = start;
    int at = start;
    for (; at + 1 < stored.length; at++) {
      int code = stored[at + 1] & 0xFF;
      if (stored[at] != -1 || code == 0 || code == 0xFF) {
        continue;
      }
      segments.add(new Segment(from, at));
      if (code < 0xD0 || code > 0xD7) {
        return segments;
      }
      from = at + 2;
      at++;
    }
    segments.add(new Segment(from, stored.length));
    return segments;
  }

  /** Where the marker behind the scan stands. */
  int end() {
    return segments.getLast().end();
  }

  /** The bits of the stretch that begins with a unit. */
  JpegBitReader bitsFrom(byte[] stored, long unit) throws FrameCodecException {
    long index = restartInterval == 0 ? 0 : unit / restartInterval;
    if (index >= segments.size()) {
      throw FrameCodecException.malformed("a JPEG scan that ends before its last restart");
    }
    Segment segment = segments.get((int) index);
    return new JpegBitReader(stored, segment.start, segment.end);
  }

  boolean restartsAt(long unit) {
    return unit == 0 || restartInterval > 0 && unit % restartInterval == 0;
  }
}
