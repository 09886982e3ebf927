package vn.lienvien.hl7;

import java.time.Duration;

/**
 * Bounds of an {@link MllpListener}.
 *
 * @param idle a connection that says nothing for so long is closed
 * @param messageTime the longest one message may take to arrive
 */
public record MllpOptions(
    String bind,
    int port,
    int maximumMessageBytes,
    int maximumConnections,
    Duration idle,
    Duration messageTime) {
  /** Orders are small and HIS connections few; idle is long because HIS keep theirs open. */
  public static MllpOptions of(String bind, int port) {
    return new MllpOptions(bind, port, 4 << 20, 64, Duration.ofMinutes(30), Duration.ofSeconds(60));
  }
}
