package vn.lienvien.dicom.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.io.DatasetReader;
import vn.lienvien.dicom.io.DatasetWriter;

/** Data sets small enough to be in memory: identifiers, action and event information. */
final class Identifiers {
  private Identifiers() {}

  static Attributes read(byte[] bytes, String transferSyntaxUID) throws IOException {
    return new DatasetReader(transferSyntaxUID).read(bytes);
  }

  static DataSetSource source(Attributes dataSet, String transferSyntaxUID) {
    return new DataSetSource.Bytes(
        ByteBuffer.wrap(new DatasetWriter(transferSyntaxUID).toBytes(dataSet)));
  }
}
