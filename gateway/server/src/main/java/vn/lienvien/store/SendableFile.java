package vn.lienvien.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.net.DataSetSource;
import vn.lienvien.dicom.net.OutgoingInstance;

/**
 * A stored object on its way out: as it is stored where the other side takes that, else
 * decompressed to native frames for this one sending.
 */
public record SendableFile(
    String sopClassUID,
    String sopInstanceUID,
    String transferSyntaxUID,
    Path file,
    Outgoing outgoing)
    implements OutgoingInstance {
  private static final List<String> NATIVE =
      List.of(UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian);

  @Override
  public List<String> transferSyntaxes() {
    List<String> syntaxes = new ArrayList<>();
    syntaxes.add(transferSyntaxUID);
    NATIVE.stream().filter(uid -> !syntaxes.contains(uid)).forEach(syntaxes::add);
    return syntaxes;
  }

  @Override
  public DataSetSource dataSet(String wanted) throws IOException {
    if (wanted.equals(transferSyntaxUID)) {
      return region(file);
    }
    Path copy = Files.createTempFile(outgoing.scratch(), "native-", ".dcm");
    try {
      outgoing.decompressor().toNative(file, copy, wanted);
      return new DataSetSource.Stream(deletedOnClose(copy));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }

  private static DataSetSource region(Path file) throws IOException {
    long offset = DicomFile.read(file).datasetOffset();
    return new DataSetSource.FileRegion(file, offset, Files.size(file) - offset);
  }

  private static InputStream deletedOnClose(Path copy) throws IOException {
    InputStream in = Files.newInputStream(copy);
    in.skipNBytes(DicomFile.read(copy).datasetOffset());
    return new FilterInputStream(in) {
      @Override
      public void close() throws IOException {
        super.close();
        Files.deleteIfExists(copy);
      }
    };
  }
}
