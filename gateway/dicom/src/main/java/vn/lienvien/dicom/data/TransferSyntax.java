package vn.lienvien.dicom.data;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a data set is encoded (PS3.5 10 and annex A).
 *
 * @param isExplicit VRs stand in the element headers
 * @param isDeflated the whole data set is a raw deflate stream
 * @param isEncapsulated pixel data is in fragments
 * @param isLossy pixels may differ from what was compressed; also said of what is unknown
 */
public record TransferSyntax(
    String uid,
    boolean isExplicit,
    boolean isBigEndian,
    boolean isDeflated,
    boolean isEncapsulated,
    boolean isLossy) {
  private static final Set<String> IMPLICIT =
      Set.of(
          UID.ImplicitVRLittleEndian,
          UID.Papyrus3ImplicitVRLittleEndian,
          // GE's private syntax: as implicit little endian, pixels big endian
          "1.2.840.113619.5.2");

  private static final Set<String> DEFLATED =
      Set.of(
          UID.DeflatedExplicitVRLittleEndian,
          UID.JPIPReferencedDeflate,
          UID.JPIPHTJ2KReferencedDeflate);

  /** Explicit little endian, pixels native or behind a URL. */
  private static final Set<String> NOT_ENCAPSULATED =
      Set.of(UID.ExplicitVRLittleEndian, UID.JPIPReferenced, UID.JPIPHTJ2KReferenced);

  private static final Set<String> ENCAPSULATED_LOSSLESS =
      Set.of(
          UID.EncapsulatedUncompressedExplicitVRLittleEndian,
          UID.DeflatedImageFrameCompression,
          UID.RLELossless,
          UID.JPEGLossless,
          UID.JPEGLosslessSV1,
          "1.2.840.10008.1.2.4.58",
          "1.2.840.10008.1.2.4.65",
          "1.2.840.10008.1.2.4.66",
          UID.JPEGLSLossless,
          UID.JPEG2000Lossless,
          UID.JPEG2000MCLossless,
          UID.HTJ2KLossless,
          UID.HTJ2KLosslessRPCL,
          UID.JPEGXLLossless);

  /** Syntaxes of media, links and live video, in which no whole object can be stored. */
  private static final Pattern NOT_STORABLE =
      Pattern.compile("(JPIP|RFC2557|XMLEncoding|SMPTE|Papyrus3).*");

  /** UIDs of every transfer syntax of PS3.6 in which an object can be stored as it is. */
  public static Set<String> storable() {
    return UIDRegistry.entries().values().stream()
        .filter(entry -> entry.type().equals("Transfer Syntax"))
        .filter(entry -> !NOT_STORABLE.matcher(entry.keyword()).matches())
        .map(UIDRegistry.Entry::uid)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The syntax of a UID; an unknown one is read as PS3.5 A.4 wants every new one to be. */
  public static TransferSyntax of(String uid) {
    if (IMPLICIT.contains(uid)) {
      return new TransferSyntax(uid, false, false, false, false, false);
    }
    if (DEFLATED.contains(uid)) {
      return new TransferSyntax(uid, true, false, true, false, false);
    }
    if (uid.equals(UID.ExplicitVRBigEndian)) {
      return new TransferSyntax(uid, true, true, false, false, false);
    }
    boolean encapsulated = !NOT_ENCAPSULATED.contains(uid);
    boolean lossy = encapsulated && !ENCAPSULATED_LOSSLESS.contains(uid);
    return new TransferSyntax(uid, true, false, false, encapsulated, lossy);
  }
}
