package vn.lienvien.link;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;

/**
 * Files whose one fragment is noise under a video transfer syntax, of which no digest over decoded
 * frames is asked: what matters here is only that the link leaves the fragment out of its head.
 */
final class Encapsulated {
  private Encapsulated() {}

  static List<Path> slices(Path directory, String seed, int count, int bytes) throws IOException {
    Files.createDirectories(directory);
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Attributes dataset =
          new Attributes()
              .set(Tag.SOPClassUID, UID.VideoEndoscopicImageStorage)
              .set(Tag.SOPInstanceUID, UIDs.nameBased(seed + "-" + i))
              .set(Tag.StudyInstanceUID, UIDs.nameBased(seed))
              .set(Tag.SeriesInstanceUID, UIDs.nameBased(seed + "series"))
              .set(Tag.Modality, "ES")
              .setIntegers(Tag.SamplesPerPixel, 3)
              .set(Tag.PhotometricInterpretation, "YBR_PARTIAL_420")
              .set(Tag.NumberOfFrames, "1")
              .setIntegers(Tag.Rows, 576)
              .setIntegers(Tag.Columns, 720)
              .setIntegers(Tag.BitsAllocated, 8)
              .setIntegers(Tag.BitsStored, 8)
              .setIntegers(Tag.HighBit, 7)
              .setIntegers(Tag.PixelRepresentation, 0);
      Path file = directory.resolve(seed + i + ".dcm");
      Attributes meta =
          FileMeta.of(
              UID.VideoEndoscopicImageStorage,
              dataset.string(Tag.SOPInstanceUID, ""),
              UID.MPEG2MPML,
              "NOISE");
      Part10Writer.write(file, meta, dataset);
      append(file, noise(seed + i, bytes));
      files.add(file);
    }
    return files;
  }

  /** Pixel Data of undefined length: an empty offset table and one fragment (PS3.5 A.4). */
  private static void append(Path file, byte[] fragment) throws IOException {
    ByteBuffer element = ByteBuffer.allocate(36 + fragment.length).order(ByteOrder.LITTLE_ENDIAN);
    element.putShort((short) 0x7fe0).putShort((short) 0x0010).put(new byte[] {'O', 'B', 0, 0});
    element.putInt(-1);
    item(element, 0xe000, 0);
    item(element, 0xe000, fragment.length);
    element.put(fragment);
    item(element, 0xe0dd, 0);
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      out.write(element.array());
    }
  }

  private static void item(ByteBuffer element, int tag, int length) {
    element.putShort((short) 0xfffe).putShort((short) tag).putInt(length);
  }

  private static byte[] noise(String seed, int bytes) {
    byte[] noise = new byte[bytes];
    new Random(seed.hashCode()).nextBytes(noise);
    return noise;
  }
}
