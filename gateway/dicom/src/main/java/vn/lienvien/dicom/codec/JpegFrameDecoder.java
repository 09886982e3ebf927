package vn.lienvien.dicom.codec;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * JPEG baseline, extended and progressive of 8 bits, read as components by TwelveMonkeys; extended
 * of 12 bits and lossless (process 14) of 2 to 16 bits by our own decoders (PS3.5 A.4.1).
 *
 * <p>Components stay as they are coded, YBR as YBR, with one exception: where the stream itself
 * says Y Cb Cr (JFIF, Adobe) and the data set says RGB, as exporters of photographs do, they become
 * the RGB that was meant.
 */
record JpegFrameDecoder(PixelDescription pixels) implements FrameDecoder {
  private static final int PROGRESSIVE = 2;
  private static final int EXTENDED = 1;
  private static final int EXTENDED_BITS = 12;
  private static final String PLUGIN = "com.twelvemonkeys.";

  @Override
  public byte[] decode(byte[] stored) throws FrameCodecException {
    JpegHeader header = JpegHeader.parse(stored);
    header.requireSame(pixels);
    JpegHeader.requireFewScans(stored);
    if (header.isLossless()
        || header.process() == EXTENDED && header.precision() == EXTENDED_BITS) {
      return scans(stored, header);
    }
    if (header.process() > PROGRESSIVE || header.precision() != Byte.SIZE) {
      throw FrameCodecException.unsupported(
          "JPEG process SOF" + header.process() + " of " + header.precision() + " bits");
    }
    byte[] frame = cells(read(JpegHeader.bare(stored)), header);
    if (meansRgb(header)) {
      YbrColor.toRgb(frame);
    }
    return frame;
  }

  /** Two decoders of the DCT may differ by one; the lossless process leaves them no choice. */
  @Override
  public boolean isExact(byte[] stored) throws FrameCodecException {
    return JpegHeader.parse(stored).isLossless();
  }

  private byte[] scans(byte[] stored, JpegHeader header) throws FrameCodecException {
    CellWriter cells = new CellWriter(pixels, header.precision());
    JpegScanReader reader = new JpegScanReader(stored, header);
    for (JpegScan scan = reader.next(); scan != null; scan = reader.next()) {
      if (header.isLossless()) {
        new LosslessScanDecoder(scan, stored, header).decode(cells);
      } else {
        new DctScanDecoder(scan, stored, header).decode(cells);
      }
    }
    return cells.frame();
  }

  private boolean meansRgb(JpegHeader header) {
    return header.components() == 3
        && Boolean.TRUE.equals(header.colorTransform())
        && pixels.photometricInterpretation().equals("RGB");
  }

  private static Raster read(byte[] stored) throws FrameCodecException {
    ImageReader reader = reader();
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(stored))) {
      reader.setInput(input, true, true);
      return reader.readRaster(0, null);
    } catch (IOException | RuntimeException e) {
      // The plug-in answers hostile bytes with unchecked exceptions too; all of them mean this
      // frame.
      throw new FrameCodecException(
          FrameCodecException.Refusal.MALFORMED, "the JPEG stream cannot be decoded", e);
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader() {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("JPEG");
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith(PLUGIN)) {
        return reader;
      }
      reader.dispose();
    }
    throw new IllegalStateException("the TwelveMonkeys JPEG plug-in is not on the class path");
  }

  private byte[] cells(Raster raster, JpegHeader header) throws FrameCodecException {
    int rowCells = pixels.columns() * pixels.samplesPerPixel();
    int cell = pixels.bytesPerCell();
    if (raster.getWidth() != pixels.columns()
        || raster.getHeight() != pixels.rows()
        || raster.getNumBands() != pixels.samplesPerPixel()) {
      throw FrameCodecException.mismatched("the JPEG decoder gave an image of another size");
    }
    byte[] frame = new byte[pixels.rows() * rowCells * cell];
    int[] row = new int[rowCells];
    int shift = Integer.SIZE - header.precision();
    int at = 0;
    for (int y = 0; y < pixels.rows(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, pixels.columns(), 1, row);
      for (int sample : row) {
        int value = pixels.signed() ? sample << shift >> shift : sample;
        for (int i = 0; i < cell; i++) {
          frame[at++] = (byte) (value >> Byte.SIZE * i);
        }
      }
    }
    return frame;
  }
}
