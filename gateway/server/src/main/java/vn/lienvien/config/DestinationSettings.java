package vn.lienvien.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A site without Liên Viện that studies are sent to: a DICOM node or a STOW-RS service.
 *
 * @param tls what to show and whom to believe; empty for an unprotected connection
 */
public record DestinationSettings(String name, Address address, Optional<Tls> tls) {

  /** How the destination takes objects. */
  public sealed interface Address permits DicomNode, StowService {}

  /**
   * By C-STORE (PS3.4 B).
   *
   * @param associations how many carry the objects at once
   */
  public record DicomNode(
      String aeTitle,
      String host,
      int port,
      int associations,
      DicomSettings.StorageCommitment storageCommitment)
      implements Address {}

  /**
   * By STOW-RS and QIDO-RS (PS3.18 10.5, 10.6).
   *
   * @param services without the slash at the end, such as {@code https://host/dicom-web}
   * @param authorization a file with the value of the Authorization header
   */
  public record StowService(URI services, Optional<Path> authorization) implements Address {}

  /**
   * PEM files.
   *
   * @param authority whose certificates are believed; empty for the public ones
   * @param certificate ours, with its key (PKCS #8), where the destination asks for one
   * @param verifyHost whether the certificate must name the host; a DICOM node's may not
   */
  public record Tls(
      Optional<Path> authority,
      Optional<Path> certificate,
      Optional<Path> key,
      boolean verifyHost) {}
}
