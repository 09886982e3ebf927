package vn.lienvien.link;

import java.time.Duration;
import java.util.Optional;
import vn.lienvien.model.Priority;

/**
 * One parcel on its way to a peer.
 *
 * @param state in words: packing, offered, moving, verifying or waiting
 * @param totalBytes its content as it crosses the line; before it is packed, its files
 * @param remaining when the rest will have crossed at the present rate; empty while nothing moves
 * @param lastError why it waits, in words
 */
public record TransferStatus(
    String parcelId,
    Priority priority,
    String state,
    long totalBytes,
    long remainingBytes,
    Optional<Duration> remaining,
    String lastError) {
  static TransferStatus of(Transfer transfer, long bytesPerSecond) {
    long total =
        transfer.packed() ? transfer.parcel().content().sizeBytes() : transfer.head().sizeBytes();
    long left = transfer.packed() ? transfer.remainingBytes() : total;
    return new TransferStatus(
        transfer.head().parcelId(),
        transfer.priority(),
        words(transfer.state),
        total,
        left,
        bytesPerSecond > 0 && transfer.state == Transfer.State.MOVING
            ? Optional.of(Duration.ofMillis(left * 1000 / bytesPerSecond))
            : Optional.empty(),
        transfer.lastError);
  }

  private static String words(Transfer.State state) {
    return switch (state) {
      case PACKING -> "packing";
      case ASKED -> "offered";
      case MOVING -> "moving";
      case VERIFYING -> "verifying";
      case ASIDE -> "waiting";
    };
  }
}
