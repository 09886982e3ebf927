package vn.lienvien.link;

import java.util.List;

/**
 * The first words of both ends on every connection, in JSON.
 *
 * @param instance drawn when the sender of this hello began to speak to this peer: another one
 *     means that it has forgotten all transfer numbers
 * @param number of the connection, counted by the spoke; the hub repeats it
 */
record Hello(List<Integer> versions, String siteId, String program, String instance, long number) {
  /** The protocol version of this program. */
  static final int VERSION = 4;

  static final String ALPN = "lienvien/2";
}
