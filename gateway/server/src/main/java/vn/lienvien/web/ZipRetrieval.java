package vn.lienvien.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.dicom.codec.FrameCodecException;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.DicomDirectory;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.model.InstanceRecord;

/**
 * Instances as DICOM media in a ZIP archive with a DICOMDIR (PS3.18 8.7.3.3, PS3.12 V): what a
 * patient or another hospital is given on a stick. One file is in hand at once.
 */
final class ZipRetrieval {
  static final String ZIP = "application/zip";
  private static final Logger LOG = LoggerFactory.getLogger(ZipRetrieval.class);

  private final InstanceForms forms;

  ZipRetrieval(InstanceForms forms) {
    this.forms = forms;
  }

  /** Whether a ZIP archive is what the client wants most. */
  static boolean isWanted(List<MediaType> accepted) {
    return !accepted.isEmpty() && accepted.getFirst().name().equals(ZIP);
  }

  void send(Exchange exchange, List<InstanceRecord> instances) throws IOException {
    String wanted =
        Accepted.of(exchange)
            .getFirst()
            .parameter("transfer-syntax")
            .orElse(UID.ExplicitVRLittleEndian);
    String syntax = wanted.equals("*") ? "" : wanted;
    if (!syntax.isEmpty() && !syntax.equals(UID.ExplicitVRLittleEndian)) {
      throw new HttpFault(
          ErrorCode.NOT_ACCEPTABLE, "media have Explicit VR Little Endian, or * for as stored");
    }
    exchange.response().putHeader("Content-Disposition", "attachment; filename=\"dicom.zip\"");
    exchange.stream(200, ZIP, out -> write(out, instances, syntax));
  }

  private void write(OutputStream out, List<InstanceRecord> instances, String syntax)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.BEST_SPEED);
    DicomDirectory directory = new DicomDirectory();
    String series = "";
    int seriesNumber = 0;
    int number = 0;
    for (InstanceRecord instance : instances) {
      seriesNumber += instance.seriesInstanceUID().equals(series) ? 0 : 1;
      series = instance.seriesInstanceUID();
      number++;
      List<String> fileID =
          List.of("DICOM", "SE%06d".formatted(seriesNumber), "IM%06d".formatted(number));
      try (InstanceForms.Form form = form(instance, syntax)) {
        zip.putNextEntry(new ZipEntry(String.join("/", fileID)));
        form.copyTo(zip);
        zip.closeEntry();
        directory.add(DicomFile.read(form.file()).dataset(), form.transferSyntaxUID(), fileID);
      }
    }
    zip.putNextEntry(new ZipEntry("DICOMDIR"));
    directory.write(zip);
    zip.closeEntry();
    zip.finish();
  }

  /** One object that no decoder knows goes as it is rather than not at all. */
  private InstanceForms.Form form(InstanceRecord instance, String syntax) throws IOException {
    try {
      return forms.of(instance, syntax);
    } catch (FrameCodecException unfit) {
      LOG.info("on media as stored in {}: {}", instance.transferSyntaxUID(), unfit.getMessage());
      return forms.asStored(instance);
    }
  }
}
