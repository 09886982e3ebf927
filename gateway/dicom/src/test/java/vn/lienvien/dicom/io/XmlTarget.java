package vn.lienvien.dicom.io;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.fuzz.FuzzTarget;
import vn.lienvien.dicom.fuzz.SeedFiles;

/** The Native DICOM Model reader: what it takes in can be written, read and written alike. */
public final class XmlTarget implements FuzzTarget {
  private static final long LARGEST_FILE = 6_000;

  @Override
  public void run(byte[] input) throws IOException {
    Attributes read;
    try {
      read = read(new String(input, StandardCharsets.UTF_8));
    } catch (DicomFormatException refused) {
      return;
    }
    String once = DicomXml.write(read, BulkDataUri.NONE);
    if (!DicomXml.write(read(once), BulkDataUri.NONE).equals(once)) {
      throw new AssertionError("written twice, and not alike");
    }
  }

  private static Attributes read(String text) throws IOException {
    return DicomXml.read(new StringReader(text), DicomJson.BulkDataSource.REFUSE);
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (DicomFile file : SeedFiles.upTo(LARGEST_FILE)) {
      String xml = DicomXml.write(file.dataset(), BulkDataUri.NONE);
      seeds.add(xml.getBytes(StandardCharsets.UTF_8));
    }
    return seeds;
  }
}
