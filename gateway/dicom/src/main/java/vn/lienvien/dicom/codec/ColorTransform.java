package vn.lienvien.dicom.codec;

import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/**
 * Decoded color frames to three bytes a pixel, red first: RGB, YBR_FULL, YBR_FULL_422, PALETTE
 * COLOR (PS3.3 C.7.6.3.1.2).
 */
final class ColorTransform {
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
    boolean signed = values.pixels().signed();
    LookupTable[] tables = {
      LookupTable.of(
          dataset,
          Tag.RedPaletteColorLookupTableDescriptor,
          Tag.RedPaletteColorLookupTableData,
          signed),
      LookupTable.of(
          dataset,
          Tag.GreenPaletteColorLookupTableDescriptor,
          Tag.GreenPaletteColorLookupTableData,
          signed),
      LookupTable.of(
          dataset,
          Tag.BluePaletteColorLookupTableDescriptor,
          Tag.BluePaletteColorLookupTableData,
          signed)
    };
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
