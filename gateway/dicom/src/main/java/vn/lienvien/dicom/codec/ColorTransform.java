package vn.lienvien.dicom.codec;

import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/**
 * Decoded color frames to three bytes a pixel, red first: RGB, YBR_FULL, YBR_FULL_422, PALETTE
 * COLOR (PS3.3 C.7.6.3.1.2).
 */
final class ColorTransform {
  private static final int[] DESCRIPTORS = {
    Tag.RedPaletteColorLookupTableDescriptor,
    Tag.GreenPaletteColorLookupTableDescriptor,
    Tag.BluePaletteColorLookupTableDescriptor
  };
  private static final int[] DATA = {
    Tag.RedPaletteColorLookupTableData,
    Tag.GreenPaletteColorLookupTableData,
    Tag.BluePaletteColorLookupTableData
  };
  private static final int[] SEGMENTED_DATA = {
    Tag.SegmentedRedPaletteColorLookupTableData,
    Tag.SegmentedGreenPaletteColorLookupTableData,
    Tag.SegmentedBluePaletteColorLookupTableData
  };

  private ColorTransform() {}

  static byte[] rgb(byte[] frame, PixelDescription pixels, Attributes dataset)
      throws FrameCodecException {
    return switch (pixels.photometricInterpretation()) {
      case "PALETTE COLOR" -> palette(new StoredValues(frame, pixels), dataset);
      case "RGB" -> bytes(new StoredValues(frame, pixels));
      case "YBR_FULL" -> ybr(bytes(new StoredValues(frame, pixels)));
      case "YBR_FULL_422" -> ybr(YbrColor.fromShared(requireBytes(frame, pixels)));
      default ->
          throw FrameCodecException.unsupported(
              "a picture of " + pixels.photometricInterpretation());
    };
  }

  private static byte[] ybr(byte[] cells) {
    YbrColor.toRgb(cells);
    return cells;
  }

  /** The eight most significant of the stored bits. */
  private static byte[] bytes(StoredValues values) {
    int drop = Math.max(values.pixels().bitsStored() - Byte.SIZE, 0);
    byte[] bytes = new byte[values.count()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (values.at(i) >>> drop);
    }
    return bytes;
  }

  private static byte[] requireBytes(byte[] frame, PixelDescription pixels)
      throws FrameCodecException {
    if (pixels.bitsAllocated() != Byte.SIZE) {
      throw FrameCodecException.unsupported("subsampled color of more than 8 bits");
    }
    return frame.clone();
  }

  private static byte[] palette(StoredValues values, Attributes dataset)
      throws FrameCodecException {
    boolean segmented = dataset.contains(Tag.SegmentedRedPaletteColorLookupTableData);
    LookupTable[] tables = new LookupTable[DESCRIPTORS.length];
    for (int color = 0; color < tables.length; color++) {
      tables[color] =
          segmented
              ? SegmentedPalette.of(dataset, DESCRIPTORS[color], SEGMENTED_DATA[color])
              : LookupTable.of(dataset, DESCRIPTORS[color], DATA[color], values.pixels().signed());
    }
    byte[] rgb = new byte[values.count() * 3];
    for (int i = 0; i < values.count(); i++) {
      int index = values.at(i);
      for (int color = 0; color < 3; color++) {
        LookupTable table = tables[color];
        rgb[3 * i + color] = (byte) (table.at(index) >> table.bits() - Byte.SIZE);
      }
    }
    return rgb;
  }
}
