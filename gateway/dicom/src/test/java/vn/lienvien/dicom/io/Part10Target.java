package vn.lienvien.dicom.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.lienvien.dicom.SharedData;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.TransferSyntax;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.fuzz.FuzzTarget;

/**
 * The Part 10 reader: what it takes in can be asked for every value, and written, read and written
 * again without a change.
 */
public final class Part10Target implements FuzzTarget {
  private static final long LARGEST_SEED = 12_000;

  private final Path file = temporary();

  @Override
  public void run(byte[] input) throws IOException {
    DicomFile read;
    try {
      Files.write(file, input);
      read = DicomFile.read(file);
    } catch (DicomFormatException refused) {
      return;
    }
    askForEverything(read.dataset());
    byte[] once = written(read);
    Files.write(file, once);
    byte[] twice = written(DicomFile.read(file));
    if (!Arrays.equals(once, twice)) {
      throw new AssertionError("written twice, and not alike");
    }
  }

  private static void askForEverything(Attributes dataset) {
    for (int tag : dataset.tags()) {
      dataset.strings(tag);
      dataset.integers(tag);
      dataset.numbers(tag);
      dataset.items(tag).forEach(Part10Target::askForEverything);
    }
  }

  private static byte[] written(DicomFile file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TransferSyntax syntax = storable(file);
    Attributes meta = file.fileMeta().copy().set(Tag.TransferSyntaxUID, syntax.uid());
    Part10Writer.write(out, meta, file.dataset(), PixelCopy.of(file, syntax).orElse(null));
    return out.toByteArray();
  }

  /** The file's own syntax, save where that is none or cannot hold what the file holds. */
  private static TransferSyntax storable(DicomFile file) {
    boolean fragments = file.pixelData().orElse(null) instanceof EncapsulatedPixelData;
    TransferSyntax own = file.transferSyntax();
    if (own.uid().matches("[0-9.]+") && (own.isEncapsulated() || !fragments)) {
      return own;
    }
    return TransferSyntax.of(fragments ? UID.JPEGBaseline8Bit : UID.ExplicitVRLittleEndian);
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (String syntax :
        List.of(
            UID.ImplicitVRLittleEndian,
            UID.ExplicitVRLittleEndian,
            UID.ExplicitVRBigEndian,
            UID.DeflatedExplicitVRLittleEndian)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Attributes dataset =
          new Attributes()
              .set(Tag.SOPClassUID, UID.CTImageStorage)
              .set(Tag.PatientName, "Nguyễn^Văn Đức")
              .setItems(
                  Tag.ReferencedImageSequence, new Attributes().set(Tag.RetrieveAETitle, "A"));
      Part10Writer.write(out, FileMeta.of(UID.CTImageStorage, "1.2.3", syntax, ""), dataset);
      seeds.add(out.toByteArray());
    }
    for (Path path : SharedData.filesIfAny()) {
      if (Files.size(path) <= LARGEST_SEED) {
        seeds.add(Files.readAllBytes(path));
      }
    }
    return seeds;
  }

  private static Path temporary() {
    try {
      Path file = Files.createTempFile("fuzz", ".dcm");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
