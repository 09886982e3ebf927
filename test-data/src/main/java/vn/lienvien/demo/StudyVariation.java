package vn.lienvien.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.NativePixelData;
import vn.lienvien.dicom.io.Part10Writer;

/**
 * The same study as if it were another: new UIDs, and every image's rows rolled a little further,
 * so that neither side has seen any of its bytes while it compresses as well as the first did.
 */
final class StudyVariation {
  private static final int[] IDENTITIES = {
    Tag.StudyInstanceUID, Tag.SeriesInstanceUID, Tag.SOPInstanceUID, Tag.FrameOfReferenceUID
  };

  private final String name;
  private final int rows;

  /**
   * A variation.
   *
   * @param name other for every variation of a study
   * @param rows by how many rows the images are rolled
   */
  StudyVariation(String name, int rows) {
    this.name = name;
    this.rows = rows;
  }

  StudyFiles write(Path originals, Path directory) throws IOException {
    Files.createDirectories(directory);
    StudyFiles study = StudyFiles.below(originals).getFirst();
    for (Path file : study.files().values()) {
      write(DicomFile.read(file), directory.resolve(file.getFileName() + ".dcm"));
    }
    return StudyFiles.below(directory).getFirst();
  }

  private void write(DicomFile original, Path target) throws IOException {
    Attributes dataset = original.dataset().copy();
    for (int identity : IDENTITIES) {
      if (dataset.contains(identity)) {
        dataset.set(identity, UIDs.nameBased(dataset.string(identity, "") + "/" + name));
      }
    }
    dataset.set(Tag.AccessionNumber, name);
    if (original.pixelData().orElse(null) instanceof NativePixelData pixels) {
      dataset.setBytes(Tag.PixelData, VR.OW, rolled(original, pixels));
    }
    Attributes meta =
        FileMeta.of(
            original.sopClassUID(),
            dataset.string(Tag.SOPInstanceUID, ""),
            original.transferSyntaxUID(),
            "BENCH");
    Part10Writer.write(target, meta, dataset);
  }

  private byte[] rolled(DicomFile original, NativePixelData pixels) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) pixels.length());
    try (FileChannel file = original.openPixels()) {
      while (bytes.hasRemaining() && file.read(bytes, pixels.offset() + bytes.position()) >= 0) {
        continue;
      }
    }
    Attributes header = original.dataset();
    int row = header.integer(Tag.Columns, 1) * header.integer(Tag.BitsAllocated, 8) / 8;
    int shift = rows * row % bytes.capacity();
    byte[] all = bytes.array();
    byte[] rolled = new byte[all.length];
    System.arraycopy(all, 0, rolled, shift, all.length - shift);
    System.arraycopy(all, all.length - shift, rolled, 0, shift);
    return rolled;
  }
}
