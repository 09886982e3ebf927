package vn.lienvien.dicom.net;

/**
 * Where an application entity listens and what it is called (PS3.8 7.1.1.4).
 *
 * @param aeTitle without leading and trailing spaces, which are not significant
 * @param tls whether to speak TLS on this port; the context comes from {@link AssociationOptions}
 */
public record ApplicationEntity(String aeTitle, String host, int port, boolean tls) {
  public ApplicationEntity {
    aeTitle = AETitle.checked(aeTitle);
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port out of range: " + port);
    }
  }

  public ApplicationEntity(String aeTitle, String host, int port) {
    this(aeTitle, host, port, false);
  }
}
