package vn.lienvien.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The YAML configurations of the stage's processes. */
final class GatewayConfig {
  /** Whose studies become consultations by a routing rule when they are pushed to gateway A. */
  static final String MODALITY = "MODALITY";

  private GatewayConfig() {}

  /** Hospital A: speaks to its HIS and PACS, dials B. */
  static String requesting(Hospital a, Hospital b) {
    return gateway(a)
        + """
        consultingSites:
          - {id: %s, name: "%s"}
        link:
          dial:
            - {site: %s, host: %s, port: %d}
        hl7:
          listen: {bind: %s, port: %d}
          his:
            host: %s
            port: %d
            sendingApplication: LIENVIEN
            sendingFacility: BENHVIENA
            receivingApplication: HIS
            receivingFacility: BENHVIENA
        routing:
          - {fromAETitle: %s, priority: URGENT, consultingSite: %s, quietSeconds: 2}
        """
            .formatted(
                b.siteId(),
                b.name(),
                b.siteId(),
                b.address(),
                b.linkPort(),
                a.address(),
                a.gatewayHl7Port(),
                a.address(),
                a.hisHl7Port(),
                MODALITY,
                b.siteId());
  }

  /** Hospital B: listens for the link, has a PACS. */
  static String consulting(Hospital b) {
    return gateway(b)
        + """
        link:
          listen: {bind: %s, port: %d}
        """
            .formatted(b.address(), b.linkPort());
  }

  /** The same program as a plain archive: no link, no HL7, no web page. */
  static String standInPacs(Hospital hospital) {
    return """
    site: {id: pacs-%s, name: "PACS %s"}
    dataDirectory: %s
    dicom:
      aeTitle: %s
      bind: %s
      port: %d
      peers:
        - {aeTitle: %s, host: %s, port: %d, roles: [store, query, move, get]}
        - {aeTitle: LOADER, host: %s, port: 104, roles: [store, query, get]}
    archive:
      layout: pacs
      directory: %s
    """
        .formatted(
            hospital.siteId(),
            hospital.name(),
            hospital.directory().resolve("pacs-index"),
            hospital.pacsAETitle(),
            hospital.address(),
            hospital.pacsDicomPort(),
            hospital.gatewayAETitle(),
            hospital.address(),
            hospital.gatewayDicomPort(),
            hospital.address(),
            hospital.pacsDirectory());
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static String gateway(Hospital hospital) {
    return """
    site: {id: %s, name: "%s"}
    dataDirectory: %s
    dicom:
      aeTitle: %s
      bind: %s
      port: %d
      pacs: {aeTitle: %s, host: %s, port: %d, storageCommitment: auto, quietSeconds: 1}
      peers:
        - {aeTitle: %s, host: %s, port: 104, roles: [store]}
    web: {bind: %s, port: %d}
    """
        .formatted(
            hospital.siteId(),
            hospital.name(),
            hospital.gatewayDirectory(),
            hospital.gatewayAETitle(),
            hospital.address(),
            hospital.gatewayDicomPort(),
            hospital.pacsAETitle(),
            hospital.address(),
            hospital.pacsDicomPort(),
            MODALITY,
            hospital.address(),
            hospital.address(),
            hospital.webPort());
  }
}
