package vn.lienvien.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.lienvien.dicom.codec.Decompressor;
import vn.lienvien.model.InstanceRecord;

/** Instances as files in the transfer syntax in which they are sent. */
final class InstanceForms {
  private final Decompressor decompressor;
  private final Path temporary;

  /**
   * @param temporary directory for files that are decompressed for one answer
   */
  InstanceForms(Decompressor decompressor, Path temporary) {
    this.decompressor = decompressor;
    this.temporary = temporary;
  }

  /**
   * The instance in a syntax.
   *
   * @param transferSyntaxUID empty for the one it is stored in
   */
  Form of(InstanceRecord instance, String transferSyntaxUID) throws IOException {
    if (transferSyntaxUID.isEmpty() || transferSyntaxUID.equals(instance.transferSyntaxUID())) {
      return asStored(instance);
    }
    Files.createDirectories(temporary);
    Path converted = Files.createTempFile(temporary, "retrieve", ".dcm");
    try {
      decompressor.toNative(instance.file(), converted, transferSyntaxUID);
      return new Form(converted, transferSyntaxUID, true);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(converted);
      throw e;
    }
  }

  Form asStored(InstanceRecord instance) {
    return new Form(instance.file(), instance.transferSyntaxUID(), false);
  }

  /** A file that is there until it is closed. */
  record Form(Path file, String transferSyntaxUID, boolean isTemporary) implements AutoCloseable {
    String contentType() {
      return InstanceMedia.DICOM + "; transfer-syntax=" + transferSyntaxUID;
    }

    void copyTo(OutputStream out) throws IOException {
      Files.copy(file, out);
    }

    @Override
    public void close() throws IOException {
      if (isTemporary) {
        Files.deleteIfExists(file);
      }
    }
  }
}
