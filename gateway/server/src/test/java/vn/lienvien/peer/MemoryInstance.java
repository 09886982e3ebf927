package vn.lienvien.peer;

import java.nio.ByteBuffer;
import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DatasetWriter;
import vn.lienvien.dicom.net.DataSetSource;
import vn.lienvien.dicom.net.OutgoingInstance;

/** An object to send from memory, explicit VR little endian; it may announce what it is not. */
public record MemoryInstance(String sopClassUID, String sopInstanceUID, DataSetSource source)
    implements OutgoingInstance {

  /** An honest one. */
  public static MemoryInstance of(Attributes dataset) {
    return of(
        dataset.string(Tag.SOPInstanceUID, ""),
        new DatasetWriter(UID.ExplicitVRLittleEndian).toBytes(dataset));
  }

  /** Whatever the bytes are, it is announced as this CT image. */
  public static MemoryInstance of(String sopInstanceUID, byte[] bytes) {
    return new MemoryInstance(
        UID.CTImageStorage, sopInstanceUID, new DataSetSource.Bytes(ByteBuffer.wrap(bytes)));
  }

  @Override
  public List<String> transferSyntaxes() {
    return List.of(UID.ExplicitVRLittleEndian);
  }

  @Override
  public DataSetSource dataSet(String transferSyntaxUID) {
    return source;
  }
}
