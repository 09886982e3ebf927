package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;

/** Made-up CT slices whose pixels are noise, so that a parcel has many chunks. */
final class Phantoms {
  private Phantoms() {}

  static List<Path> slices(Path directory, String seed, int count, int side) throws IOException {
    Files.createDirectories(directory);
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path file = directory.resolve(seed + "-" + i + ".dcm");
      Attributes slice = slice(seed, i, side);
      Attributes meta =
          FileMeta.of(
              UID.CTImageStorage,
              slice.string(Tag.SOPInstanceUID, ""),
              UID.ExplicitVRLittleEndian,
              "PHANTOM");
      Part10Writer.write(file, meta, slice);
      files.add(file);
    }
    return files;
  }

  private static Attributes slice(String seed, int number, int side) {
    byte[] pixels = new byte[side * side * 2];
    new Random(seed.hashCode() + number).nextBytes(pixels);
    return new Attributes()
        .set(Tag.SpecificCharacterSet, "ISO_IR 192")
        .set(Tag.SOPClassUID, UID.CTImageStorage)
        .set(Tag.SOPInstanceUID, UIDs.nameBased(seed + "-" + number))
        .set(Tag.StudyInstanceUID, UIDs.nameBased(seed))
        .set(Tag.SeriesInstanceUID, UIDs.nameBased(seed + "series"))
        .set(Tag.PatientName, "Đỗ Thị Hồng")
        .set(Tag.Modality, "CT")
        .setIntegers(Tag.InstanceNumber, number)
        .setIntegers(Tag.SamplesPerPixel, 1)
        .set(Tag.PhotometricInterpretation, "MONOCHROME2")
        .setIntegers(Tag.Rows, side)
        .setIntegers(Tag.Columns, side)
        .setIntegers(Tag.BitsAllocated, 16)
        .setIntegers(Tag.BitsStored, 16)
        .setIntegers(Tag.HighBit, 15)
        .setIntegers(Tag.PixelRepresentation, 0)
        .setBytes(Tag.PixelData, VR.OW, pixels);
  }
}
