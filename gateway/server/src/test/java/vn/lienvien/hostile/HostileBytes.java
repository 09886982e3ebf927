package vn.lienvien.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.DatasetWriter;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;
import vn.lienvien.dicom.io.PixelSource;

/** What the toolkit's hostile tests make, as bytes for a port; from seeds, so always the same. */
final class HostileBytes {
  static final String INSTANCE = "1.2.826.0.1.3680043.9.1";
  static final String HONEST_BUT_FOR_ITS_ANNOUNCEMENT = "other UIDs than announced";
  private static final int BOMB_MIB = 512;

  private HostileBytes() {}

  /** Before any association. */
  static List<byte[]> pdus() {
    List<byte[]> all = new ArrayList<>();
    for (String hex :
        List.of(
            "040000000006000000020103",
            "05000000000400000000",
            "02000000000400000000",
            "99000000000400000000",
            "474554202f20485454502f312e310d0a0d0a",
            "0100ffffffff0001",
            "0400ffffffff0001",
            "0500000000080000000000000000",
            "01000000000400010000")) {
      all.add(HexFormat.of().parseHex(hex));
    }
    Random random = new Random(21);
    for (int i = 0; i < 40; i++) {
      byte[] garbage = new byte[1 + random.nextInt(3000)];
      random.nextBytes(garbage);
      garbage[0] = (byte) (1 + 6 * (i % 2)); // looks like a request or an abort
      all.add(garbage);
    }
    return all;
  }

  /** Data sets that are none, by what is wrong with them; explicit VR little endian. */
  static Map<String, byte[]> datasets() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    byte[] whole = new DatasetWriter(UID.ExplicitVRLittleEndian).toBytes(image(INSTANCE));
    all.put("nothing", new byte[0]);
    all.put("text", "this is no DICOM".repeat(500).getBytes(US_ASCII));
    all.put("cut short", Arrays.copyOf(whole, whole.length - 3000));
    all.put("nested 10,000 deep", nested(10_000));
    byte[] claim = {0x42, 0, 0x11, 0, 'O', 'B', 0, 0, (byte) 0xF0, (byte) 0xFF, (byte) 0xFF, 3};
    all.put("a claim of 64 MiB", claim);
    byte[] most = {0x42, 0, 0x11, 0, 'U', 'T', 0, 0, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, -1};
    all.put("a claim of 4 GiB", most);
    all.put(HONEST_BUT_FOR_ITS_ANNOUNCEMENT, withUid(image("1.2.3.4.5")));
    all.put("a UID that is a path", withUid(image("../../../../tmp/x")));
    all.put("no study", withUid(image(INSTANCE).remove(Tag.StudyInstanceUID)));
    Random random = new Random(22);
    for (int i = 0; i < 20; i++) {
      byte[] garbage = new byte[random.nextInt(20_000)];
      random.nextBytes(garbage);
      all.put("garbage " + i, garbage);
    }
    return all;
  }

  /** A deflated data set of half a gigabyte of zeros, as it is on the wire. */
  static byte[] deflateBomb() throws IOException {
    Attributes meta =
        FileMeta.of(UID.CTImageStorage, INSTANCE, UID.DeflatedExplicitVRLittleEndian, "");
    byte[] zeros = new byte[1 << 20];
    PixelSource pixels =
        new PixelSource.Native(
            Tag.PixelData,
            VR.OB,
            (long) BOMB_MIB << 20,
            out -> {
              for (int i = 0; i < BOMB_MIB; i++) {
                out.write(zeros);
              }
            });
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    Part10Writer.writeHeader(header, meta);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Part10Writer.write(file, meta, image(INSTANCE).remove(Tag.PixelData), pixels);
    return Arrays.copyOfRange(file.toByteArray(), header.size(), file.size());
  }

  /** What no HIS would say. */
  static List<byte[]> mllp() {
    byte[] endless = new byte[(4 << 20) + 10];
    Arrays.fill(endless, (byte) 'A');
    endless[0] = 0x0B;
    byte[] binary = new byte[5000];
    new Random(23).nextBytes(binary);
    binary[0] = 0x16;
    return List.of("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII), endless, binary);
  }

  /** Framed, and no message: each is answered with a refusal, or the connection closed. */
  static List<byte[]> framed() {
    List<byte[]> all = new ArrayList<>();
    for (String text :
        List.of(
            "",
            "PID|1",
            "MSH",
            "MSH|^~\\&|HIS|A|LIENVIEN|B|20260101||ORM^O01|../../x|P|2.5\rPID|"
                + "^".repeat(100_000),
            "MSH|^~\\&|HIS|A|LIENVIEN|B|x||ORM^O01|1|P|9.9\rORC|NW\rOBR|" + "~".repeat(100_000),
            "MSH||||||||||||\r".repeat(2000))) {
      all.add(("\u000B" + text + "\u001C\r").getBytes(US_ASCII));
    }
    return all;
  }

  /** An honest image of 64 x 64. */
  static Attributes image(String sopInstanceUID) {
    return new Attributes()
        .set(Tag.SOPClassUID, UID.CTImageStorage)
        .set(Tag.SOPInstanceUID, sopInstanceUID)
        .set(Tag.StudyInstanceUID, "1.2.826.0.1.3680043.9.2")
        .set(Tag.SeriesInstanceUID, "1.2.826.0.1.3680043.9.3")
        .set(Tag.PatientID, "HOSTILE")
        .set(Tag.Modality, "CT")
        .set(Tag.PhotometricInterpretation, "MONOCHROME2")
        .setIntegers(Tag.SamplesPerPixel, 1)
        .setIntegers(Tag.Rows, 64)
        .setIntegers(Tag.Columns, 64)
        .setIntegers(Tag.BitsAllocated, 16)
        .setIntegers(Tag.BitsStored, 16)
        .setIntegers(Tag.HighBit, 15)
        .setIntegers(Tag.PixelRepresentation, 0)
        .setBytes(Tag.PixelData, VR.OW, new byte[8192]);
  }

  private static byte[] withUid(Attributes dataset) {
    return new DatasetWriter(UID.ExplicitVRLittleEndian).toBytes(dataset);
  }

  private static byte[] nested(int depth) {
    ByteBuffer nested = ByteBuffer.allocate(20 * depth).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < depth; i++) {
      nested.putShort((short) 0x0008).putShort((short) 0x1140).put((byte) 'S').put((byte) 'Q');
      nested.putShort((short) 0).putInt(-1);
      nested.putShort((short) 0xFFFE).putShort((short) 0xE000).putInt(-1);
    }
    return nested.array();
  }
}
