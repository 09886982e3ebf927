package vn.lienvien.dicom.vietnamese;

import vn.lienvien.dicom.data.VR;

/**
 * One value that was read in another encoding than declared.
 *
 * @param path tags and 0-based item numbers, such as {@code 00400275/0/00400007}
 * @param original the bytes as they came: nobody's to change
 * @param text what they are taken to say, in NFC
 */
public record RepairedValue(String path, VR vr, byte[] original, String text) {
  /** Where and how much, never what: it may name a patient. */
  @Override
  public String toString() {
    return "%s %s, %d bytes".formatted(path, vr, original.length);
  }
}
