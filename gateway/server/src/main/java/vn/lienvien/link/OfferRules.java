package vn.lienvien.link;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;

/**
 * What a manifest from a peer must satisfy before anything is done with it. Identifiers become file
 * names, so their alphabet has neither dots nor slashes.
 *
 * @param ourSiteId the only site a parcel for us may be addressed to
 */
record OfferRules(String ourSiteId, LinkLimits limits) {
  static final Pattern PARCEL_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,95}");
  private static final Pattern CASE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
  private static final Pattern UID = Pattern.compile("[0-9]+(\\.[0-9]+)*");
  private static final Pattern DIGEST =
      Pattern.compile("[0-9a-f]{" + 2 * ManifestBytes.BRIEF_DIGEST_BYTES + "}");

  /** What a pack may add to the bytes of its files: headers, and zstd on incompressible input. */
  private static final long PACK_OVERHEAD = 64 * 1024;

  /** Why the offer is refused; empty when it may be received. */
  Optional<String> fault(Offer offer, String peerSiteId) {
    ParcelManifest manifest = offer.manifest();
    if (!PARCEL_ID.matcher(manifest.parcelId()).matches()) {
      return Optional.of("the parcel id has characters that are not allowed");
    }
    if (!CASE_ID.matcher(manifest.caseId()).matches()) {
      return Optional.of("the case id has characters that are not allowed");
    }
    if (!manifest.fromSiteId().equals(peerSiteId)) {
      return Optional.of("site '" + peerSiteId + "' may not send for another site");
    }
    if (!manifest.toSiteId().equals(ourSiteId)) {
      return Optional.of("the parcel is not addressed to site '" + ourSiteId + "'");
    }
    if (manifest.objects().size() > limits.objects()) {
      return Optional.of("more than " + limits.objects() + " objects in one parcel");
    }
    return objectsFault(offer);
  }

  private Optional<String> objectsFault(Offer offer) {
    Set<String> seen = new HashSet<>();
    long total = 0;
    int position = 0;
    for (ParcelObject object : offer.manifest().objects()) {
      position++;
      Optional<String> fault = objectFault(object);
      if (fault.isEmpty() && !seen.add(object.sopInstanceUID())) {
        fault = Optional.of("its SOP instance is listed twice");
      }
      if (fault.isPresent()) {
        return Optional.of("object " + position + ": " + fault.get());
      }
      total += object.sizeBytes();
    }
    if (total > limits.parcelBytes()) {
      return Optional.of("the files are more than " + limits.parcelBytes() + " bytes together");
    }
    if (offer.content().sizeBytes() > total + total / 100 + PACK_OVERHEAD) {
      return Optional.of("the content is larger than the files it stands for");
    }
    if (seen.isEmpty() != (offer.content().sizeBytes() == 0)) {
      return Optional.of("objects without content, or content without objects");
    }
    boolean laidOut =
        offer.layout().objects() == offer.manifest().objects().size()
            && offer.layout().totalBytes() == offer.content().sizeBytes();
    return laidOut ? Optional.empty() : Optional.of("the layout is not that of the content");
  }

  private Optional<String> objectFault(ParcelObject object) {
    if (!isUID(object.sopInstanceUID()) || !isUID(object.sopClassUID())) {
      return Optional.of("a UID is not one");
    }
    if (object.sizeBytes() <= 0 || object.sizeBytes() > limits.objectBytes()) {
      return Optional.of("a file of " + object.sizeBytes() + " bytes is beyond the limit");
    }
    boolean digests =
        DIGEST.matcher(object.fileDigest()).matches()
            && (object.framesDigest().isEmpty() || DIGEST.matcher(object.framesDigest()).matches());
    return digests ? Optional.empty() : Optional.of("a digest is not the beginning of one");
  }

  private static boolean isUID(String text) {
    return text.length() <= 64 && UID.matcher(text).matches();
  }
}
