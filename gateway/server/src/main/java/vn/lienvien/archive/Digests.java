package vn.lienvien.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.model.InstanceRecord;

/** SHA-256, lower-case hex. */
final class Digests {
  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  static String ofText(String text) {
    MessageDigest digest = sha256();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return hex(digest);
  }

  /** Of a whole file. */
  static String ofFile(Path file) throws IOException {
    return ofFileFrom(file, 0);
  }

  /**
   * Of the data set of an instance as it first arrived, which may have to be read from its file.
   */
  static String received(InstanceRecord instance) throws IOException {
    return instance.receivedDigest().isEmpty()
        ? ofFileFrom(instance.file(), DicomFile.read(instance.file()).datasetOffset())
        : instance.receivedDigest();
  }

  /** Of a file from an offset in bytes to its end. */
  static String ofFileFrom(Path file, long offset) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(offset);
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return hex(digest);
  }
}
