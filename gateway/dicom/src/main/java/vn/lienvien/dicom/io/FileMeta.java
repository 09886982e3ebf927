package vn.lienvien.dicom.io;

import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.VR;

/** Makes File Meta Information (PS3.10 7.1). */
public final class FileMeta {
  /** This implementation of DICOM, in every file and association (PS3.7 D.3.3.2). */
  public static final String IMPLEMENTATION_CLASS_UID =
      "2.25.190146822307583719040712206519047283665";

  public static final String IMPLEMENTATION_VERSION_NAME = "LIENVIEN_0_1";

  private FileMeta() {}

  /**
   * The meta group of a new file; its group length is added when it is written.
   *
   * @param sourceAETitle empty where the object came over no association
   */
  public static Attributes of(
      String sopClassUID, String sopInstanceUID, String transferSyntaxUID, String sourceAETitle) {
    Attributes meta =
        new Attributes()
            .setBytes(Tag.FileMetaInformationVersion, VR.OB, new byte[] {0, 1})
            .set(Tag.MediaStorageSOPClassUID, sopClassUID)
            .set(Tag.MediaStorageSOPInstanceUID, sopInstanceUID)
            .set(Tag.TransferSyntaxUID, transferSyntaxUID)
            .set(Tag.ImplementationClassUID, IMPLEMENTATION_CLASS_UID)
            .set(Tag.ImplementationVersionName, IMPLEMENTATION_VERSION_NAME);
    return sourceAETitle.isEmpty()
        ? meta
        : meta.set(Tag.SourceApplicationEntityTitle, sourceAETitle);
  }
}
