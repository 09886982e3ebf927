package vn.lienvien.link;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A parcel ready to be sent: its offer and the pack its chunks are read from.
 *
 * @param pack a file that is absent when the parcel has no objects
 */
record OutgoingParcel(Offer offer, Path pack) {
  byte[] chunk(int chunk) throws IOException {
    try (FileChannel channel = FileChannel.open(pack, StandardOpenOption.READ)) {
      return offer.content().chunk(channel, chunk);
    }
  }
}
