package vn.lienvien.dicom.codec;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JPEG-LS stream taken apart at its markers (ISO/IEC 14495-1 C.1): the frame, and where each scan
 * lies. Nothing is allocated by what it claims.
 *
 * @param precision bits of a sample, 2 to 16
 */
record JpegLsHeader(int precision, int rows, int columns, int components, List<Scan> scans) {

  /**
   * One scan.
   *
   * @param firstComponent of the frame that it holds; the next ones follow
   * @param bySample whether its components alternate by sample, else by line
   * @param start of the coded bits
   * @param end behind them: the next marker
   */
  record Scan(
      int firstComponent,
      int components,
      JpegLsCoding coding,
      boolean bySample,
      int start,
      int end) {}

  private static final int SOI = 0xFFD8;
  private static final int EOI = 0xFFD9;
  private static final int SOF55 = 0xFFF7;
  private static final int LSE = 0xFFF8;
  private static final int SOS = 0xFFDA;
  private static final int DRI = 0xFFDD;
  private static final int APP8 = 0xFFE8;
  private static final int HP_COLOR = 0x6D726678; // "mrfx"
  private static final int MAX_COMPONENTS = 4;

  static JpegLsHeader parse(byte[] stored) throws FrameCodecException {
    return new Reader(stored).read();
  }

  /** Whether every scan is lossless. */
  boolean lossless() {
    return scans.stream().allMatch(scan -> scan.coding().near() == 0);
  }

  /**
   * @throws FrameCodecException when the stream and the data set do not describe the same frame
   */
  void requireSame(PixelDescription pixels) throws FrameCodecException {
    new CodedFrame("JPEG-LS stream", rows, columns, components, precision).requireSame(pixels);
  }

  private static final class Reader {
    private final JpegMarkers markers;
    private final ByteBuffer bytes;
    private final List<Scan> scans = new ArrayList<>();
    private final List<Integer> identifiers = new ArrayList<>();
    private @Nullable Presets presets;
    private int precision;
    private int rows;
    private int columns;

    /** LSE of kind 1; a zero stands for the default. */
    private record Presets(int maxval, int t1, int t2, int t3, int reset) {}

    Reader(byte[] stored) {
      markers = new JpegMarkers(stored);
      bytes = markers.bytes();
    }

    JpegLsHeader read() throws FrameCodecException {
      try {
        if (markers.unsignedShort() != SOI) {
          throw FrameCodecException.malformed("not a JPEG-LS stream");
        }
        readSegments();
      } catch (BufferUnderflowException | IllegalArgumentException e) {
        throw new FrameCodecException(
            FrameCodecException.Refusal.MALFORMED, "the JPEG-LS stream has broken headers", e);
      }
      return new JpegLsHeader(precision, rows, columns, identifiers.size(), scans);
    }

    /** Up to the scan that completes the frame; what follows it is nobody's. */
    private void readSegments() throws FrameCodecException {
      int covered = 0;
      while (identifiers.isEmpty() || covered < identifiers.size()) {
        int marker = markers.marker();
        require(marker != EOI, "an early end");
        int next = markers.end();
        switch (marker) {
          case SOF55 -> readFrame();
          case LSE -> readPresets();
          case SOS -> {
            Scan scan = readScan(next, covered);
            scans.add(scan);
            covered += scan.components();
            next = scan.end();
          }
          case DRI ->
              unsupportedUnless(next - bytes.position() == 2 && markers.unsignedShort() == 0);
          case APP8 ->
              unsupportedUnless(
                  next - bytes.position() < 5 || bytes.getInt() != HP_COLOR || bytes.get() == 0);
          default -> require(marker >= 0xFFE0 && marker < 0xFFF0 || marker == 0xFFFE, "marker");
        }
        bytes.position(next);
      }
    }

    private void readFrame() throws FrameCodecException {
      require(identifiers.isEmpty(), "a second frame header");
      precision = markers.unsignedByte();
      rows = markers.unsignedShort();
      columns = markers.unsignedShort();
      int components = markers.unsignedByte();
      require(precision >= 2 && precision <= 16, precision + " bits a sample");
      require(rows > 0 && columns > 0, "no rows or columns");
      require(components >= 1 && components <= MAX_COMPONENTS, components + " components");
      for (int i = 0; i < components; i++) {
        identifiers.add(markers.unsignedByte());
        require(markers.unsignedByte() == 0x11, "subsampled components");
        markers.unsignedByte();
      }
    }

    private void readPresets() throws FrameCodecException {
      int kind = markers.unsignedByte();
      unsupportedUnless(kind == 1); // mapping tables and sizes beyond 65535
      presets =
          new Presets(
              markers.unsignedShort(),
              markers.unsignedShort(),
              markers.unsignedShort(),
              markers.unsignedShort(),
              markers.unsignedShort());
    }

    private Scan readScan(int start, int covered) throws FrameCodecException {
      int components = markers.unsignedByte();
      require(components >= 1 && covered + components <= identifiers.size(), "a scan of nothing");
      for (int i = 0; i < components; i++) {
        require(markers.unsignedByte() == identifiers.get(covered + i), "components out of order");
        unsupportedUnless(markers.unsignedByte() == 0); // mapping table
      }
      JpegLsCoding coding = coding(markers.unsignedByte());
      int interleave = markers.unsignedByte();
      require(interleave <= 2 && (interleave != 0 || components == 1), "interleaving");
      unsupportedUnless(markers.unsignedByte() == 0); // point transform
      boolean bySample = interleave == 2 && components > 1;
      return new Scan(covered, components, coding, bySample, start, endOfScan(start));
    }

    private JpegLsCoding coding(int near) {
      int maxval = (1 << precision) - 1;
      if (presets == null) {
        return JpegLsCoding.of(maxval, near);
      }
      int chosen = presets.maxval == 0 ? maxval : Math.min(presets.maxval, maxval);
      JpegLsCoding base = JpegLsCoding.of(chosen, near);
      return new JpegLsCoding(
          chosen,
          near,
          presets.t1 == 0 ? base.t1() : presets.t1,
          presets.t2 == 0 ? base.t2() : presets.t2,
          presets.t3 == 0 ? base.t3() : presets.t3,
          presets.reset == 0 ? base.reset() : presets.reset);
    }

    /** Coded bits never hold FF before a byte of 80 or more: that is the next marker. */
    private int endOfScan(int start) {
      int at = start;
      while (at + 1 < bytes.limit() && !(bytes.get(at) == -1 && bytes.get(at + 1) < 0)) {
        at++;
      }
      return at + 1 < bytes.limit() ? at : bytes.limit();
    }

    private static void require(boolean holds, String fault) throws FrameCodecException {
      if (!holds) {
        throw FrameCodecException.malformed("JPEG-LS header: " + fault);
      }
    }

    private static void unsupportedUnless(boolean plain) throws FrameCodecException {
      if (!plain) {
        throw FrameCodecException.unsupported("JPEG-LS with tables, restarts or color transforms");
      }
    }
  }
}
