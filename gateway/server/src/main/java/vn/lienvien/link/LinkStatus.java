package vn.lienvien.link;

import java.time.Instant;
import java.util.Optional;

/**
 * One link as an operator sees it.
 *
 * @param since when it came to be connected, or ceased to be
 * @param queuedParcels parcels for the peer that it has not receipted
 * @param sentBytes bytes of parcels sent since this process started, without TLS and HTTP
 * @param lastError in words, empty while all is well; never patient data
 */
public record LinkStatus(
    String peerSiteId,
    boolean connected,
    Optional<Instant> since,
    int queuedParcels,
    long sentBytes,
    long receivedBytes,
    String lastError) {}
