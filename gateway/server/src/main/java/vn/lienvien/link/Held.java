package vn.lienvien.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import vn.lienvien.model.ParcelObject;

/**
 * Finds in this site's archive what an offer announces and fills it in, so that it need not be
 * sent: the frames of a file with the same digest. Chunk digests decide what counts, so whatever is
 * wrong only comes again. Thread-safe.
 */
record Held(ObjectStore objects, DicomPixels pixels) {
  private static final int BUFFER = 128 * 1024;

  /** Fills in whatever is here; what else lacks is not touched. */
  void fill(IncomingParcel parcel) throws IOException {
    Offer offer = parcel.offer();
    List<ParcelObject> listed = offer.manifest().objects();
    for (int i = 0; i < listed.size(); i++) {
      long at = offer.layout().offset(i);
      long length = offer.layout().length(i);
      Optional<Path> file =
          length > 0 && parcel.lacks(at, length) ? objects.file(listed.get(i)) : Optional.empty();
      if (file.isPresent()) {
        List<ByteRange> ranges = pixels.compressed(file.get());
        if (ranges.stream().mapToLong(ByteRange::length).sum() == length) {
          fill(parcel, at, file.get(), ranges);
        }
      }
    }
  }

  private static void fill(IncomingParcel parcel, long at, Path file, List<ByteRange> ranges)
      throws IOException {
    long to = at;
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (ByteRange range : ranges) {
        long done = 0;
        while (done < range.length()) {
          buffer.clear().limit((int) Math.min(BUFFER, range.length() - done));
          int read = channel.read(buffer, range.offset() + done);
          if (read <= 0) {
            return;
          }
          IncomingParcel.Filled unused = parcel.fill(to, buffer.flip());
          done += read;
          to += read;
        }
      }
    }
  }
}
