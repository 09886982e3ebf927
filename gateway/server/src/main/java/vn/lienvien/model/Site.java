package vn.lienvien.model;

/**
 * A hospital that takes part in consultations.
 *
 * @param siteId short stable identifier, {@code [a-z0-9-]{1,32}}; also the CN of its certificate
 * @param name the name a person reads, Vietnamese first
 */
public record Site(String siteId, String name) {}
