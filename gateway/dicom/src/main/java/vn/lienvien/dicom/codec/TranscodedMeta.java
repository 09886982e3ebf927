package vn.lienvien.dicom.codec;

import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.FileMeta;

/**
 * The meta group of a file in another transfer syntax: what it said of its origin stays, the writer
 * is now this program.
 */
final class TranscodedMeta {
  private TranscodedMeta() {}

  static Attributes of(DicomFile source, String transferSyntaxUID) {
    Attributes meta = source.fileMeta().copy();
    meta.putAll(FileMeta.of(source.sopClassUID(), source.sopInstanceUID(), transferSyntaxUID, ""));
    for (int uid : new int[] {Tag.MediaStorageSOPClassUID, Tag.MediaStorageSOPInstanceUID}) {
      if (meta.string(uid, "").isEmpty()) {
        meta.remove(uid); // what the source does not say stays unsaid: an empty UID is none
      }
    }
    return meta.remove(Tag.FileMetaInformationGroupLength);
  }
}
