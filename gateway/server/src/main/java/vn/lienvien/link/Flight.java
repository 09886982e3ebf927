package vn.lienvien.link;

import java.util.Optional;

/**
 * A piece on its way, not acknowledged yet.
 *
 * @param transfer none for what went ahead of its parcel: nothing is done when it is lost
 */
record Flight(Optional<Transfer> transfer, int piece, int bytes, long sentAtNanos) {}
