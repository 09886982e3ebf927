package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.lienvien.model.ParcelObject;

/**
 * Finds at this site what an offer announces and fills it in, so that it need not be sent: frames
 * of a file with the same digest in the archive, or frames that came ahead of their parcel. Chunk
 * digests decide what counts, so whatever is wrong only comes again. Thread-safe.
 */
record Held(ObjectStore objects, DicomPixels pixels, AheadStore early) {
  /** Fills in whatever is here; what else lacks is not touched. */
  void fill(String peerSiteId, IncomingParcel parcel) throws IOException {
    Offer offer = parcel.offer();
    List<ParcelObject> listed = offer.manifest().objects();
    long at = listed.isEmpty() ? 0 : offer.layout().offset(0);
    long from = at;
    for (int i = 0; i < listed.size(); i++) {
      long length = offer.layout().length(i);
      long filled =
          length > 0 && parcel.lacks(at, length)
              ? fill(peerSiteId, listed.get(i), new Gap(parcel, at, length))
              : 0;
      if (filled < length) {
        parcel.filled(from, at + filled - from);
        from = at + length;
      }
      at += length;
    }
    parcel.filled(from, at - from);
  }

  private record Gap(IncomingParcel parcel, long at, long length) {}

  /** How many bytes of an object's stretches are in their place now, from their beginning. */
  private long fill(String peerSiteId, ParcelObject object, Gap gap) throws IOException {
    Optional<Path> file = objects.file(object);
    if (file.isPresent()) {
      List<ByteRange> ranges = pixels.compressed(file.get());
      if (ranges.stream().mapToLong(ByteRange::length).sum() == gap.length()) {
        gap.parcel().fill(gap.at(), file.get(), ranges);
        return gap.length();
      }
    }
    long came = Math.min(gap.length(), early.length(peerSiteId, object.fileDigest()));
    if (came > 0) {
      Path frames = early.file(peerSiteId, object.fileDigest());
      gap.parcel().fill(gap.at(), frames, List.of(new ByteRange(0, came)));
      early.forget(peerSiteId, object.fileDigest());
    }
    return came;
  }
}
