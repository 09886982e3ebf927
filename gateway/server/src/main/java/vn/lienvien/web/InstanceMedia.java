package vn.lienvien.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienvien.dicom.data.UID;

/**
 * In which form whole instances are sent (PS3.18 8.7.3.1 and 8.7.3.2).
 *
 * @param transferSyntaxUID the one to convert to; empty for the file as it is
 */
record InstanceMedia(String transferSyntaxUID, boolean multipart) {
  static final String DICOM = "application/dicom";
  private static final Set<String> NATIVE =
      Set.of(UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian);

  /**
   * The first wanted form that can be had; empty is 406. Who names no transfer syntax gets the
   * default, Explicit VR Little Endian.
   *
   * @param stored transfer syntaxes of the instances
   */
  static Optional<InstanceMedia> choose(List<MediaType> accepted, List<String> stored) {
    if (accepted.isEmpty()) {
      return Optional.of(new InstanceMedia(UID.ExplicitVRLittleEndian, true));
    }
    return accepted.stream()
        .map(range -> offer(range, stored))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<InstanceMedia> offer(MediaType range, List<String> stored) {
    boolean anything = range.name().equals("*/*") || range.name().equals("multipart/*");
    boolean multipart =
        anything
            || (range.name().equals(FrameMedia.MULTIPART)
                && range.parameter("type").orElse(DICOM).equals(DICOM));
    boolean single = stored.size() == 1 && range.includes(DICOM) && !anything;
    if (!multipart && !single) {
      return Optional.empty();
    }
    String syntax = range.parameter("transfer-syntax").orElse(UID.ExplicitVRLittleEndian);
    if (syntax.equals("*") || stored.stream().allMatch(syntax::equals)) {
      return Optional.of(new InstanceMedia("", multipart));
    }
    return NATIVE.contains(syntax)
        ? Optional.of(new InstanceMedia(syntax, multipart))
        : Optional.empty();
  }
}
