package vn.lienvien.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienvien.dicom.data.UID;

/**
 * In which form frames are sent (PS3.18 8.7.3.3, tables 8.7.3-4 and 8.7.3-5).
 *
 * @param partType media type of each frame
 * @param transferSyntaxUID what each part says it is in
 * @param asStored false when the frames must be decoded first
 * @param multipart false for one frame as the whole body
 */
record FrameMedia(String partType, String transferSyntaxUID, boolean asStored, boolean multipart) {
  static final String OCTET_STREAM = "application/octet-stream";
  static final String MULTIPART = "multipart/related";
  private static final Set<String> NATIVE =
      Set.of(UID.ImplicitVRLittleEndian, UID.ExplicitVRLittleEndian);
  private static final Map<String, Set<String>> FAMILIES = new LinkedHashMap<>();

  static {
    FAMILIES.put(
        "image/jpeg",
        Set.of(UID.JPEGBaseline8Bit, UID.JPEGExtended12Bit, UID.JPEGLossless, UID.JPEGLosslessSV1));
    FAMILIES.put("image/jls", Set.of(UID.JPEGLSLossless, UID.JPEGLSNearLossless));
    FAMILIES.put("image/jp2", Set.of(UID.JPEG2000Lossless, UID.JPEG2000));
    FAMILIES.put("image/jpx", Set.of(UID.JPEG2000MCLossless, UID.JPEG2000MC));
    FAMILIES.put("image/jphc", Set.of(UID.HTJ2KLossless, UID.HTJ2KLosslessRPCL, UID.HTJ2K));
    FAMILIES.put("image/jxl", Set.of(UID.JPEGXLLossless, UID.JPEGXLJPEGRecompression, UID.JPEGXL));
    FAMILIES.put("image/dicom-rle", Set.of(UID.RLELossless));
    FAMILIES.put("video/mpeg2", Set.of(UID.MPEG2MPML, UID.MPEG2MPHL));
    FAMILIES.put(
        "video/mp4",
        Set.of(
            UID.MPEG4HP41, UID.MPEG4HP41BD, UID.MPEG4HP422D, UID.MPEG4HP423D, UID.MPEG4HP42STEREO));
    FAMILIES.put("video/h265", Set.of(UID.HEVCMP51, UID.HEVCM10P51));
  }

  /**
   * The first wanted form that can be had; empty is 406.
   *
   * @param accepted most wanted first; empty stands for anything
   * @param storedUID the transfer syntax of the file
   * @param encapsulated whether the stored frames are compressed
   * @param frames how many are asked for: a single part holds one
   */
  static Optional<FrameMedia> choose(
      List<MediaType> accepted, String storedUID, boolean encapsulated, int frames) {
    if (accepted.isEmpty()) {
      return Optional.of(decoded(true, encapsulated));
    }
    return accepted.stream()
        .map(range -> offer(range, storedUID, encapsulated, frames))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<FrameMedia> offer(
      MediaType range, String storedUID, boolean encapsulated, int frames) {
    boolean anything = range.name().equals("*/*") || range.name().equals("multipart/*");
    boolean multipart = anything || range.name().equals(MULTIPART);
    if (!multipart && frames != 1) {
      return Optional.empty();
    }
    MediaType wanted =
        multipart
            ? new MediaType(range.parameter("type").orElse(OCTET_STREAM), range.parameters())
            : range;
    String syntax = range.parameter("transfer-syntax").orElse("");
    if (wanted.includes(OCTET_STREAM)) {
      return octets(syntax, multipart, storedUID, encapsulated);
    }
    boolean named = syntax.isEmpty() || syntax.equals("*") || syntax.equals(storedUID);
    return FAMILIES.entrySet().stream()
        .filter(family -> named && family.getValue().contains(storedUID))
        .filter(family -> wanted.includes(family.getKey()))
        .map(family -> new FrameMedia(family.getKey(), storedUID, true, multipart))
        .findFirst();
  }

  private static Optional<FrameMedia> octets(
      String syntax, boolean multipart, String storedUID, boolean encapsulated) {
    if (syntax.isEmpty() || NATIVE.contains(syntax) || (syntax.equals("*") && !encapsulated)) {
      return Optional.of(decoded(multipart, encapsulated));
    }
    return syntax.equals("*") || syntax.equals(storedUID)
        ? Optional.of(new FrameMedia(OCTET_STREAM, storedUID, encapsulated, multipart))
        : Optional.empty();
  }

  /** Native frames leave as little endian, whatever byte order the file has. */
  private static FrameMedia decoded(boolean multipart, boolean encapsulated) {
    return new FrameMedia(OCTET_STREAM, UID.ExplicitVRLittleEndian, !encapsulated, multipart);
  }

  String contentType() {
    return partType + "; transfer-syntax=" + transferSyntaxUID;
  }
}
