package vn.lienvien.config;

import java.util.Optional;

/**
 * HL7 v2 over MLLP.
 *
 * @param listen where orders come in; empty when they come another way
 * @param his where results go; empty when the HIS takes none
 */
public record Hl7Settings(Optional<ListenAddress> listen, Optional<His> his) {
  /** The HIS, and the names in MSH-3 to MSH-6 of what we send it. */
  public record His(
      String host,
      int port,
      String sendingApplication,
      String sendingFacility,
      String receivingApplication,
      String receivingFacility) {}
}
