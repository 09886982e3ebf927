package vn.lienvien.dicom.codec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import vn.lienvien.dicom.MadeUpImage;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.VR;

/**
 * An image whose every cell is known because it was made here, so that no decoder needs to be
 * trusted.
 *
 * @param name in the names of tests
 * @param pixels all frames alike
 */
record MadeUpFrames(String name, PixelDescription pixels) {
  private static final int ROWS = 37;
  private static final int COLUMNS = 45;
  private static final int PALETTE_ENTRIES = 256;

  /** The kinds of cells that images come in, one by one. */
  static List<MadeUpFrames> kinds() {
    return List.of(
        gray("8 bits", 8, 8, false),
        gray("8 bits signed", 8, 8, true),
        gray("6 bits in 8", 8, 6, false),
        gray("16 bits", 16, 16, false),
        gray("16 bits signed", 16, 16, true),
        gray("12 bits in 16", 16, 12, false),
        gray("12 bits in 16 signed", 16, 12, true),
        gray("8 bits in 16", 16, 8, false),
        gray("9 bits in 16", 16, 9, false),
        new MadeUpFrames("24 bits in 32", description(ROWS, COLUMNS, 32, 24, false)),
        new MadeUpFrames("32 bits signed", description(ROWS, COLUMNS, 32, 32, true)),
        new MadeUpFrames("one pixel", description(1, 1, 8, 8, false)),
        new MadeUpFrames("one column", description(ROWS, 1, 8, 8, false)),
        gray("MONOCHROME1", 16, 12, false, "MONOCHROME1"),
        gray("palette", 8, 8, false, "PALETTE COLOR"),
        color("RGB", "RGB", 0, 1),
        color("RGB by plane", "RGB", 1, 1),
        color("RGB of three frames", "RGB", 0, 3),
        color("YBR_FULL", "YBR_FULL", 0, 1));
  }

  static MadeUpFrames kind(String name) {
    return kinds().stream().filter(kind -> kind.name.equals(name)).findFirst().orElseThrow();
  }

  private static MadeUpFrames gray(String name, int allocated, int stored, boolean signed) {
    return new MadeUpFrames(name, description(ROWS, COLUMNS, allocated, stored, signed));
  }

  private static MadeUpFrames gray(
      String name, int allocated, int stored, boolean signed, String color) {
    return new MadeUpFrames(
        name, description(ROWS, COLUMNS, allocated, stored, signed).withColor(color));
  }

  private static MadeUpFrames color(String name, String color, int planar, int frames) {
    return new MadeUpFrames(
        name, new PixelDescription(ROWS, COLUMNS, 3, 8, 8, 7, false, planar, color, frames));
  }

  private static PixelDescription description(
      int rows, int columns, int allocated, int stored, boolean signed) {
    return new PixelDescription(
        rows, columns, 1, allocated, stored, stored - 1, signed, 0, "MONOCHROME2", 1);
  }

  /** One decoded frame: interleaved, little endian, signs extended over the cell. */
  byte[] frame(int frameIndex) {
    byte[] frame = Noise.frame(pixels, name.hashCode() + frameIndex);
    if (pixels.signed()) {
      extendSigns(frame);
    }
    return frame;
  }

  private void extendSigns(byte[] frame) {
    int unused = pixels.bitsAllocated() - pixels.bitsStored();
    int cell = pixels.bytesPerCell();
    for (int at = 0; at < frame.length; at += cell) {
      long value = 0;
      for (int i = 0; i < cell; i++) {
        value |= (frame[at + i] & 0xFFL) << Byte.SIZE * i;
      }
      int shift = Long.SIZE - pixels.bitsAllocated() + unused;
      value = value << shift >> shift;
      for (int i = 0; i < cell; i++) {
        frame[at + i] = (byte) (value >> Byte.SIZE * i);
      }
    }
  }

  /** The same as a file in explicit VR little endian. */
  Path write(Path file) throws IOException {
    Attributes dataset =
        MadeUpImage.grayscale(
                pixels.rows(), pixels.columns(), pixels.bitsAllocated(), pixels.bitsStored())
            .set(Tag.PhotometricInterpretation, pixels.photometricInterpretation())
            .setIntegers(Tag.SamplesPerPixel, pixels.samplesPerPixel())
            .setIntegers(Tag.PixelRepresentation, pixels.signed() ? 1 : 0);
    if (pixels.samplesPerPixel() > 1) {
      dataset.setIntegers(Tag.PlanarConfiguration, pixels.planarConfiguration());
    }
    if (pixels.numberOfFrames() > 1) {
      dataset.setIntegers(Tag.NumberOfFrames, pixels.numberOfFrames());
    }
    if (pixels.photometricInterpretation().startsWith("PALETTE")) {
      addPalette(dataset);
    }
    VR vr = pixels.bitsAllocated() == Byte.SIZE ? VR.OB : VR.OW;
    return MadeUpImage.write(file, dataset.setBytes(Tag.PixelData, vr, nativePixels()));
  }

  private static void addPalette(Attributes dataset) {
    for (int tag :
        List.of(
            Tag.RedPaletteColorLookupTableDescriptor,
            Tag.GreenPaletteColorLookupTableDescriptor,
            Tag.BluePaletteColorLookupTableDescriptor)) {
      dataset.setIntegers(tag, PALETTE_ENTRIES, 0, 16);
    }
    byte[] ramp = new byte[2 * PALETTE_ENTRIES];
    for (int i = 0; i < PALETTE_ENTRIES; i++) {
      ramp[2 * i + 1] = (byte) i;
    }
    for (int tag :
        List.of(
            Tag.RedPaletteColorLookupTableData,
            Tag.GreenPaletteColorLookupTableData,
            Tag.BluePaletteColorLookupTableData)) {
      dataset.setBytes(tag, VR.OW, ramp);
    }
  }

  private byte[] nativePixels() {
    int size = (int) pixels.frameBytes();
    byte[] all = new byte[size * pixels.numberOfFrames()];
    for (int i = 0; i < pixels.numberOfFrames(); i++) {
      byte[] frame = frame(i);
      System.arraycopy(
          pixels.planarConfiguration() == 1 ? byPlane(frame) : frame, 0, all, i * size, size);
    }
    return all;
  }

  /** Of color of one byte a sample. */
  private static byte[] byPlane(byte[] frame) {
    byte[] planes = new byte[frame.length];
    int plane = frame.length / 3;
    for (int i = 0; i < frame.length; i++) {
      planes[i % 3 * plane + i / 3] = frame[i];
    }
    return planes;
  }

  @Override
  public String toString() {
    return name;
  }
}
