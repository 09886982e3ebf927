package vn.lienvien.dicom;

import java.io.IOException;
import java.nio.file.Path;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;

/** An image that no scanner made. */
public final class MadeUpImage {
  private MadeUpImage() {}

  /** Unsigned MONOCHROME2 cells; the pixels themselves are for the test to set. */
  public static Attributes grayscale(int rows, int columns, int bitsAllocated, int bitsStored) {
    return new Attributes()
        .set(Tag.SOPClassUID, UID.SecondaryCaptureImageStorage)
        .set(Tag.SOPInstanceUID, "2.25.1")
        .setIntegers(Tag.SamplesPerPixel, 1)
        .set(Tag.PhotometricInterpretation, "MONOCHROME2")
        .setIntegers(Tag.Rows, rows)
        .setIntegers(Tag.Columns, columns)
        .setIntegers(Tag.BitsAllocated, bitsAllocated)
        .setIntegers(Tag.BitsStored, bitsStored)
        .setIntegers(Tag.HighBit, bitsStored - 1)
        .setIntegers(Tag.PixelRepresentation, 0);
  }

  /** Writes it in explicit VR little endian. */
  public static Path write(Path file, Attributes dataset) throws IOException {
    Part10Writer.write(
        file,
        FileMeta.of(
            dataset.string(Tag.SOPClassUID, ""),
            dataset.string(Tag.SOPInstanceUID, ""),
            UID.ExplicitVRLittleEndian,
            "TEST"),
        dataset);
    return file;
  }
}
