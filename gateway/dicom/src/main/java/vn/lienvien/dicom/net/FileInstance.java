package vn.lienvien.dicom.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vn.lienvien.dicom.io.DicomFile;

/**
 * A Part 10 file sent as it is stored, straight from its data set's offset.
 *
 * @param transferSyntaxUID the only one it can be sent in
 */
public record FileInstance(
    Path path,
    long datasetOffset,
    String sopClassUID,
    String sopInstanceUID,
    String transferSyntaxUID)
    implements OutgoingInstance {
  public static FileInstance of(DicomFile file) {
    return new FileInstance(
        file.path(),
        file.datasetOffset(),
        file.sopClassUID(),
        file.sopInstanceUID(),
        file.transferSyntaxUID());
  }

  @Override
  public List<String> transferSyntaxes() {
    return List.of(transferSyntaxUID);
  }

  @Override
  public DataSetSource dataSet(String transferSyntaxUID) throws IOException {
    return new DataSetSource.FileRegion(path, datasetOffset, Files.size(path) - datasetOffset);
  }
}
