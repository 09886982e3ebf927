package vn.lienvien.dicom.codec;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks the markers of a sequential or lossless JPEG stream and hands out its scans (ISO/IEC
 * 10918-1 B.2). The frame header has been compared with the data set before; the components are
 * taken as not subsampled, or refused.
 */
final class JpegScanReader {
  private static final int EOI = 0xFFD9;
  private static final int DHT = 0xFFC4;
  private static final int DQT = 0xFFDB;
  private static final int SOS = 0xFFDA;
  private static final int DRI = 0xFFDD;
  private static final int APP0 = 0xFFE0;
  private static final int COM = 0xFFFE;
  private static final int TABLES = 4;
  private static final int CODE_LENGTHS = 16;

  private final byte[] stored;
  private final JpegMarkers markers;
  private final ByteBuffer bytes;
  private final JpegHeader header;
  private final @Nullable HuffmanTable[] dcTables = new HuffmanTable[TABLES];
  private final @Nullable HuffmanTable[] acTables = new HuffmanTable[TABLES];
  private final int[] @Nullable [] quantizations = new int[TABLES][];
  private final List<Integer> identifiers = new ArrayList<>();
  private final List<Integer> quantizationOf = new ArrayList<>();
  private int restartInterval;
  private int covered;

  JpegScanReader(byte[] stored, JpegHeader header) {
    this.stored = stored;
    this.header = header;
    markers = new JpegMarkers(stored);
    bytes = markers.bytes();
    bytes.position(2); // SOI
  }

  /** The next scan; null when every component has been in one. */
  @Nullable JpegScan next() throws FrameCodecException {
    if (covered > 0 && covered >= header.components()) {
      return null;
    }
    try {
      return readSegments();
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new FrameCodecException(
          FrameCodecException.Refusal.MALFORMED, "the JPEG stream ends within its headers", e);
    }
  }

  private JpegScan readSegments() throws FrameCodecException {
    while (true) {
      int marker = markers.marker();
      require(marker != EOI, "an early end");
      int next = markers.end();
      switch (marker) {
        case DHT -> readHuffmanTables(next);
        case DQT -> readQuantizations(next);
        case DRI -> restartInterval = markers.unsignedShort();
        case SOS -> {
          JpegScan scan = readScan(next);
          bytes.position(scan.end());
          return scan;
        }
        default -> {
          if (marker == (0xFFC0 | header.process())) {
            readComponents();
          } else {
            require(marker >= APP0 && marker <= 0xFFEF || marker == COM, "an unexpected marker");
          }
        }
      }
      bytes.position(next);
    }
  }

  private void readComponents() throws FrameCodecException {
    require(identifiers.isEmpty(), "a second frame header");
    bytes.position(bytes.position() + 6); // precision, rows, columns, number of components
    int sampling = -1;
    for (int i = 0; i < header.components(); i++) {
      identifiers.add(markers.unsignedByte());
      int factors = markers.unsignedByte();
      boolean alike =
          header.components() == 1 || factors == 0x11 && (i == 0 || factors == sampling);
      if (!alike) {
        throw FrameCodecException.unsupported("subsampled components of more than 8 bits");
      }
      sampling = factors;
      quantizationOf.add(markers.unsignedByte());
    }
  }

  private void readHuffmanTables(int end) throws FrameCodecException {
    while (bytes.position() < end) {
      int target = markers.unsignedByte();
      require(target >> 4 <= 1 && (target & 0xF) < TABLES, "a Huffman table out of place");
      int[] counts = new int[CODE_LENGTHS];
      int codes = 0;
      for (int i = 0; i < CODE_LENGTHS; i++) {
        counts[i] = markers.unsignedByte();
        codes += counts[i];
      }
      byte[] symbols = new byte[codes];
      bytes.get(symbols);
      (target >> 4 == 0 ? dcTables : acTables)[target & 0xF] = new HuffmanTable(counts, symbols);
    }
  }

  private void readQuantizations(int end) throws FrameCodecException {
    while (bytes.position() < end) {
      int target = markers.unsignedByte();
      require(target >> 4 <= 1 && (target & 0xF) < TABLES, "a quantization table out of place");
      int[] table = new int[JpegTables.BLOCK];
      for (int i = 0; i < table.length; i++) {
        table[i] = target >> 4 == 0 ? markers.unsignedByte() : markers.unsignedShort();
      }
      quantizations[target & 0xF] = table;
    }
  }

  private JpegScan readScan(int start) throws FrameCodecException {
    require(!identifiers.isEmpty(), "a scan before the frame");
    int count = markers.unsignedByte();
    require(count >= 1 && count <= identifiers.size(), "a scan of " + count + " components");
    List<JpegScan.Component> components = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int index = identifiers.indexOf(markers.unsignedByte());
      require(index >= 0, "a scan of an unknown component");
      int tables = markers.unsignedByte();
      components.add(component(index, tables >> 4, tables & 0xF));
    }
    int selection = markers.unsignedByte();
    markers.unsignedByte(); // end of spectral selection: always the last, in a sequential scan
    int pointTransform = markers.unsignedByte() & 0xF;
    covered += count;
    return new JpegScan(
        components, selection, pointTransform, restartInterval, JpegScan.segments(stored, start));
  }

  private JpegScan.Component component(int index, int dc, int ac) throws FrameCodecException {
    require(dc < TABLES && ac < TABLES, "a scan with tables out of place");
    HuffmanTable dcTable = dcTables[dc];
    require(dcTable != null, "a scan without its Huffman tables");
    if (header.isLossless()) {
      return new JpegScan.Component(index, dcTable, dcTable, new int[0]);
    }
    int quantization = quantizationOf.get(index);
    require(quantization < TABLES, "a quantization table out of place");
    HuffmanTable acTable = acTables[ac];
    int[] steps = quantizations[quantization];
    require(acTable != null && steps != null, "a scan without its tables");
    return new JpegScan.Component(index, dcTable, acTable, steps);
  }

  private static void require(boolean holds, String fault) throws FrameCodecException {
    if (!holds) {
      throw FrameCodecException.malformed("JPEG: " + fault);
    }
  }
}
