package vn.lienvien.store;

import java.nio.file.Path;
import vn.lienvien.dicom.codec.Decompressor;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.model.InstanceRecord;

/**
 * How stored objects leave. Thread-safe.
 *
 * @param scratch where a decompressed copy lives while it is sent
 */
public record Outgoing(Decompressor decompressor, Path scratch) {
  /** An instance of the archive. */
  public SendableFile of(InstanceRecord instance) {
    return new SendableFile(
        instance.sopClassUID(),
        instance.sopInstanceUID(),
        instance.transferSyntaxUID(),
        instance.file(),
        this);
  }

  /** Any Part 10 file. */
  public SendableFile of(DicomFile file) {
    return new SendableFile(
        file.sopClassUID(), file.sopInstanceUID(), file.transferSyntaxUID(), file.path(), this);
  }
}
