package vn.lienvien.dicom.net;

import java.util.Optional;

/**
 * What both roles need to know besides names and addresses; immutable.
 *
 * @param maximumPduLength the longest P-DATA-TF we accept, and the longest we send (the peer's own
 *     limit is honoured below it)
 * @param window asynchronous operations proposed as requestor, allowed as acceptor
 * @param maximumDataSetInMemory bytes of an identifier or action information, which unlike a stored
 *     object is held in memory
 * @param tls used where an {@link ApplicationEntity} or a listener says so
 */
public record AssociationOptions(
    Timeouts timeouts,
    int maximumPduLength,
    AsyncWindow window,
    int maximumDataSetInMemory,
    Optional<TlsSettings> tls) {
  private static final int SHORTEST_PDU = 4096;
  private static final int LONGEST_PDU = 1 << 20;

  public AssociationOptions {
    if (maximumPduLength < SHORTEST_PDU || maximumPduLength > LONGEST_PDU) {
      throw new IllegalArgumentException("maximum PDU length " + maximumPduLength);
    }
  }

  public static AssociationOptions defaults() {
    return new AssociationOptions(
        Timeouts.defaults(), 131_072, AsyncWindow.SYNCHRONOUS, 16 << 20, Optional.empty());
  }

  public AssociationOptions withTimeouts(Timeouts timeouts) {
    return new AssociationOptions(timeouts, maximumPduLength, window, maximumDataSetInMemory, tls);
  }

  public AssociationOptions withMaximumPduLength(int maximumPduLength) {
    return new AssociationOptions(timeouts, maximumPduLength, window, maximumDataSetInMemory, tls);
  }

  public AssociationOptions withWindow(AsyncWindow window) {
    return new AssociationOptions(timeouts, maximumPduLength, window, maximumDataSetInMemory, tls);
  }

  public AssociationOptions withTls(TlsSettings tls) {
    return new AssociationOptions(
        timeouts, maximumPduLength, window, maximumDataSetInMemory, Optional.of(tls));
  }
}
