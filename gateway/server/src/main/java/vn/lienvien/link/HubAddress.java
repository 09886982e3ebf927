package vn.lienvien.link;

/** A hub that this site dials; the site id is the CN its certificate must have. */
public record HubAddress(String siteId, String host, int port) {}
