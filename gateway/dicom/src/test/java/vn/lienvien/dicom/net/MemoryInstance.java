package vn.lienvien.dicom.net;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import vn.lienvien.dicom.MadeUpImage;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.DatasetWriter;

/** A made-up CT image in memory, explicit VR little endian. */
record MemoryInstance(String sopInstanceUID, byte[] bytes) implements OutgoingInstance {
  static final String STUDY = "2.25.1001";
  static final String SERIES = "2.25.1002";

  /** A square image of random pixels, the same for the same number. */
  static MemoryInstance of(int number, int side) {
    byte[] pixels = new byte[side * side * 2];
    new Random(number).nextBytes(pixels);
    String uid = "2.25.5000" + number;
    Attributes image =
        MadeUpImage.grayscale(side, side, 16, 16)
            .set(Tag.SOPClassUID, UID.CTImageStorage)
            .set(Tag.SOPInstanceUID, uid)
            .set(Tag.PatientName, "PHANTOM^CT")
            .set(Tag.PatientID, "P1")
            .set(Tag.StudyInstanceUID, STUDY)
            .set(Tag.SeriesInstanceUID, SERIES)
            .set(Tag.Modality, "CT")
            .set(Tag.InstanceNumber, Integer.toString(number))
            .setBytes(Tag.PixelData, VR.OW, pixels);
    return new MemoryInstance(uid, new DatasetWriter(UID.ExplicitVRLittleEndian).toBytes(image));
  }

  @Override
  public String sopClassUID() {
    return UID.CTImageStorage;
  }

  @Override
  public List<String> transferSyntaxes() {
    return List.of(UID.ExplicitVRLittleEndian);
  }

  @Override
  public DataSetSource dataSet(String transferSyntaxUID) {
    return new DataSetSource.Bytes(ByteBuffer.wrap(bytes));
  }
}
