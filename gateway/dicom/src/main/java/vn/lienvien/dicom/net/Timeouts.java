package vn.lienvien.dicom.net;

import java.time.Duration;

/**
 * How long each step may take.
 *
 * @param connect TCP connect and TLS handshake
 * @param associate from A-ASSOCIATE-RQ to its answer
 * @param release from A-RELEASE-RQ to its answer
 * @param response from the last byte of a request to its response, and between two of them
 * @param idle between two messages at the acceptor, and between two fragments of one message
 * @param artim the ARTIM timer of PS3.8 9.1.5: connected but silent, or aborted but not closed
 */
public record Timeouts(
    Duration connect,
    Duration associate,
    Duration release,
    Duration response,
    Duration idle,
    Duration artim) {
  public static Timeouts defaults() {
    Duration five = Duration.ofSeconds(5);
    Duration minutes = Duration.ofSeconds(300);
    return new Timeouts(five, five, five, minutes, minutes, five);
  }

  public Timeouts withResponse(Duration response) {
    return new Timeouts(connect, associate, release, response, idle, artim);
  }

  public Timeouts withIdle(Duration idle) {
    return new Timeouts(connect, associate, release, response, idle, artim);
  }

  public Timeouts withArtim(Duration artim) {
    return new Timeouts(connect, associate, release, response, idle, artim);
  }
}
