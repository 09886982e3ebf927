package vn.lienvien.dicom.net;

/** The value rules of VR AE (PS3.5 6.2): 1 to 16 printable ASCII characters, no backslash. */
final class AETitle {
  private AETitle() {}

  static String checked(String title) {
    String trimmed = title.strip();
    boolean printable = trimmed.chars().allMatch(c -> c >= 0x20 && c < 0x7f && c != '\\');
    if (trimmed.isEmpty() || trimmed.length() > 16 || !printable) {
      throw new IllegalArgumentException("not an AE title: " + title);
    }
    return trimmed;
  }
}
