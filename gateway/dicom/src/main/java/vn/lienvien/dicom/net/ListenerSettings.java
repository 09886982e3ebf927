package vn.lienvien.dicom.net;

/**
 * Where and for how many a listener listens.
 *
 * @param port 0 takes a free one
 * @param tls whether connections must be TLS, by {@link AssociationOptions#tls()}
 * @param maximumAssociations at once in all; beyond, requests are rejected as transient
 * @param maximumPerPeer at once for one calling AE title at one address
 */
public record ListenerSettings(
    String bindAddress, int port, boolean tls, int maximumAssociations, int maximumPerPeer) {
  /** All interfaces, 200 associations, 32 for one peer. */
  public static ListenerSettings on(String bindAddress, int port) {
    return new ListenerSettings(bindAddress, port, false, 200, 32);
  }

  public ListenerSettings withTls() {
    return new ListenerSettings(bindAddress, port, true, maximumAssociations, maximumPerPeer);
  }

  public ListenerSettings withLimits(int maximumAssociations, int maximumPerPeer) {
    return new ListenerSettings(bindAddress, port, tls, maximumAssociations, maximumPerPeer);
  }
}
