package vn.lienvien.link;

import java.util.Optional;
import vn.lienvien.security.HttpProxy;

/**
 * A hub that this site dials; the site id is the CN its certificate must have.
 *
 * @param proxy through which it is dialled, where the hospital lets nothing out directly
 */
public record HubAddress(String siteId, String host, int port, Optional<HttpProxy> proxy) {
  public HubAddress(String siteId, String host, int port) {
    this(siteId, host, port, Optional.empty());
  }
}
