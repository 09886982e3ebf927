package vn.lienvien.link;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One link as an operator sees it.
 *
 * @param since when it came to be connected, or ceased to be
 * @param connections open ones
 * @param queuedParcels parcels for the peer that it has not receipted
 * @param sentBytes bytes sent since this process started, without TLS
 * @param sendingRate bytes of content a second that the peer has confirmed lately
 * @param receivingRate bytes a second received lately
 * @param roundTrip the least of the last minutes; empty until one is measured
 * @param sendingCap bytes a second that hold now, this site's own or the peer's wish; zero for none
 * @param receivingCap bytes a second that the peer is asked not to exceed now; zero for none
 * @param incomingBytes content that the peer has offered and not sent
 * @param transfers parcels under way to the peer
 * @param lastError in words, empty while all is well; never patient data
 */
public record LinkStatus(
    String peerSiteId,
    boolean connected,
    Optional<Instant> since,
    int connections,
    int queuedParcels,
    long sentBytes,
    long receivedBytes,
    long sendingRate,
    long receivingRate,
    Optional<Duration> roundTrip,
    long sendingCap,
    long receivingCap,
    long incomingBytes,
    List<TransferStatus> transfers,
    String lastError) {}
