package vn.lienvien.dicom.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.fuzz.FuzzTarget;
import vn.lienvien.dicom.fuzz.SeedFiles;

/** The DICOM JSON reader: what it takes in can be written, read and written without a change. */
public final class JsonTarget implements FuzzTarget {
  private static final long LARGEST_FILE = 12_000;

  @Override
  public void run(byte[] input) throws IOException {
    Attributes read;
    try {
      read =
          DicomJson.read(
              new String(input, StandardCharsets.UTF_8), DicomJson.BulkDataSource.REFUSE);
    } catch (DicomFormatException refused) {
      return;
    }
    String once = DicomJson.write(read, BulkDataUri.NONE);
    Attributes again = DicomJson.read(once, DicomJson.BulkDataSource.REFUSE);
    if (!DicomJson.write(again, BulkDataUri.NONE).equals(once)) {
      throw new AssertionError("written twice, and not alike");
    }
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(
        """
        {"00100010":{"vr":"PN","Value":[{"Alphabetic":"A^B","Ideographic":"山"}]},
         "00081140":{"vr":"SQ","Value":[{"00081155":{"vr":"UI","Value":["1.2"]}}]},
         "00420011":{"vr":"OB","InlineBinary":"AQID"}}\
        """
            .getBytes(StandardCharsets.UTF_8));
    for (DicomFile file : SeedFiles.upTo(LARGEST_FILE)) {
      String json = DicomJson.write(file.dataset(), BulkDataUri.NONE);
      seeds.add(json.getBytes(StandardCharsets.UTF_8));
    }
    return seeds;
  }
}
