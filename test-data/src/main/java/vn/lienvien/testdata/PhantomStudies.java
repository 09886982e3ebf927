package vn.lienvien.testdata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;

/** Writes every phantom study and its order message below a directory. */
public final class PhantomStudies {
  private PhantomStudies() {}

  /**
   * @param args the directory to write to; made when missing
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: PhantomStudies DIRECTORY");
      System.exit(2);
    }
    writeTo(Path.of(args[0]));
  }

  /** One folder a study with {@code NNN-NNN.dcm} (series, instance) and {@code order.hl7}. */
  static void writeTo(Path directory) throws IOException {
    for (PhantomStudy study : PhantomStudy.ALL) {
      Path folder = Files.createDirectories(directory.resolve(study.folder()));
      for (SeriesPlan series : seriesOf(study)) {
        for (int slice = 0; slice < series.geometry().slices(); slice++) {
          write(folder, study, series, slice);
        }
      }
      Files.write(
          folder.resolve("order.hl7"), OrderMessage.of(study).getBytes(StandardCharsets.UTF_8));
    }
  }

  static List<SeriesPlan> seriesOf(PhantomStudy study) {
    return switch (study.modality()) {
      case "CT" -> List.of(SeriesPlan.CT_HEAD);
      case "MR" -> List.of(SeriesPlan.MR_T1, SeriesPlan.MR_T2);
      default -> List.of(SeriesPlan.CR_CHEST);
    };
  }

  static void write(Path folder, PhantomStudy study, SeriesPlan series, int slice)
      throws IOException {
    Attributes dataset = InstanceHeader.of(study, series, slice);
    short[] pixels = series.painter().paint(series.geometry(), slice);
    ByteBuffer bytes = ByteBuffer.allocate(pixels.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(pixels);
    dataset.setBytes(Tag.PixelData, VR.OW, bytes.array());
    Attributes fileMeta =
        FileMeta.of(
            dataset.string(Tag.SOPClassUID, ""),
            dataset.string(Tag.SOPInstanceUID, ""),
            UID.ExplicitVRLittleEndian,
            "PHANTOM");
    Path file = folder.resolve("%03d-%03d.dcm".formatted(series.seriesNumber(), slice + 1));
    Part10Writer.write(file, fileMeta, dataset);
  }
}
