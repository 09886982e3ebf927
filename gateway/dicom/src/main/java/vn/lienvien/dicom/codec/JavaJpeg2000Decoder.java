package vn.lienvien.dicom.codec;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * A second, independent decoder for the JPEG 2000 that we write ourselves (ISO/IEC 15444-1: one
 * tile, one layer, 5-3 wavelet): slow, in Java, and made for nothing but checking the first. Safe
 * for many threads.
 */
final class JavaJpeg2000Decoder implements Jpeg2000Decoding {

  @Override
  public byte[] decode(byte[] codestream, Jpeg2000Format format) throws FrameCodecException {
    Jpeg2000Coding coding = Jpeg2000Coding.parse(codestream, format);
    int components = format.samplesPerPixel();
    if (coding.colorTransform() && components != 3) {
      throw FrameCodecException.malformed("a color transform of " + components + " components");
    }
    int[][] planes = new int[components][format.pixels()];
    PacketReader packets = new PacketReader(coding);
    for (int resolution = 0; resolution <= coding.levels(); resolution++) {
      for (int[] plane : planes) {
        packets.read(bands(coding, format, resolution), plane, format.columns());
      }
    }
    InverseWavelet wavelet = new InverseWavelet(Math.max(format.rows(), format.columns()));
    for (int[] plane : planes) {
      for (int resolution = 1; resolution <= coding.levels(); resolution++) {
        int shift = coding.levels() - resolution;
        wavelet.apply(
            plane, format.columns(), side(format.columns(), shift), side(format.rows(), shift));
      }
    }
    if (coding.colorTransform()) {
      undoColorTransform(planes);
    }
    byte[] frame = new byte[format.frameBytes()];
    int middle = format.signed() ? 0 : 1 << format.precision() - 1;
    for (int i = 0; i < components; i++) {
      for (int j = 0; j < planes[i].length; j++) {
        planes[i][j] += middle;
      }
      SampleCells.narrow(MemorySegment.ofArray(planes[i]), format, i, frame);
    }
    return frame;
  }

  /** Length of a side after so many halvings (B.5). */
  private static int side(int length, int halvings) {
    return halvings >= Integer.SIZE - 1 ? 1 : (int) Math.ceilDiv((long) length, 1L << halvings);
  }

  /** The bands that a resolution adds: where they lie in the plane, and how deep they are. */
  private static List<PacketReader.SubBand> bands(
      Jpeg2000Coding coding, Jpeg2000Format format, int resolution) {
    int shift = coding.levels() - resolution;
    int columns = side(format.columns(), shift);
    int rows = side(format.rows(), shift);
    if (resolution == 0) {
      return List.of(
          new PacketReader.SubBand(CodeBlockDecoder.Band.LL, 0, columns, rows, coding.planes()[0]));
    }
    int lowColumns = side(format.columns(), shift + 1);
    int lowRows = side(format.rows(), shift + 1);
    int first = 3 * resolution - 2;
    int below = lowRows * format.columns();
    List<PacketReader.SubBand> bands = new ArrayList<>();
    bands.add(
        new PacketReader.SubBand(
            CodeBlockDecoder.Band.HL,
            lowColumns,
            columns - lowColumns,
            lowRows,
            coding.planes()[first]));
    bands.add(
        new PacketReader.SubBand(
            CodeBlockDecoder.Band.LH,
            below,
            lowColumns,
            rows - lowRows,
            coding.planes()[first + 1]));
    bands.add(
        new PacketReader.SubBand(
            CodeBlockDecoder.Band.HH,
            below + lowColumns,
            columns - lowColumns,
            rows - lowRows,
            coding.planes()[first + 2]));
    return bands;
  }

  /** RCT (G.2.2). */
  private static void undoColorTransform(int[][] planes) {
    for (int i = 0; i < planes[0].length; i++) {
      int green = planes[0][i] - (planes[1][i] + planes[2][i] >> 2);
      int red = planes[2][i] + green;
      planes[2][i] = planes[1][i] + green;
      planes[1][i] = green;
      planes[0][i] = red;
    }
  }
}
