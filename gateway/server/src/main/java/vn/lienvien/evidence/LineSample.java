package vn.lienvien.evidence;

import java.time.Duration;
import java.util.Optional;

/**
 * One line at one moment.
 *
 * @param siteId who is at its other end
 * @param waiting whether parcels wait for the peer or come from it and no cap slows them, so that
 *     the line is used as fast as it can
 * @param movedBytes both ways since the process started
 * @param roundTrip of the link's own light probe, the least of the last minutes
 */
public record LineSample(
    String siteId,
    boolean connected,
    boolean waiting,
    long movedBytes,
    Optional<Duration> roundTrip) {}
