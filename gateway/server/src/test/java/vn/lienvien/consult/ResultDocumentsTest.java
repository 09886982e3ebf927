package vn.lienvien.consult;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.ProofState;
import vn.lienvien.model.Receipt;
import vn.lienvien.model.SignedDocument;

class ResultDocumentsTest {
  private static final String TEXT =
      "Khoang dưới nhện: tăng đậm độ lan tỏa.\nĐường giữa không lệch; \\ và ^ giữ nguyên.";

  @TempDir Path directory;

  @Test
  void theReportIsAValidBasicTextSr() throws Exception {
    Path file = write(ResultDocuments.report(subject(), Samples.result(TEXT)));
    assertThat(errorsOf(file)).isEmpty();
    String dump = Tool.run("dsrdump", "+Pl", file.toString());
    assertThat(dump)
        .contains("Basic Text SR Document")
        .contains("COMPLETE")
        .contains("VERIFIED")
        .contains("<contains CONTAINER:(,,\"Findings\")=SEPARATE>")
        .contains("Xuất huyết dưới nhện lan tỏa, Fisher độ 3.");
  }

  @Test
  void thePdfObjectIsValidAndHoldsThePdf() throws Exception {
    Attributes dataset = ResultDocuments.pdf(subject(), Samples.result(TEXT));
    Path file = write(dataset);
    assertThat(errorsOf(file)).isEmpty();
    Path pdf = directory.resolve("out.pdf");
    Tool.run("dcm2pdf", file.toString(), pdf.toString());
    byte[] expected = ResultPdf.of(subject().consultation(), Samples.result(TEXT));
    byte[] padded = Files.readAllBytes(pdf);
    assertThat(Arrays.mismatch(padded, expected)).isIn(-1, expected.length);
    assertThat(Tool.run("pdftotext", "-enc", "UTF-8", pdf.toString(), "-"))
        .contains("Đường giữa không lệch; \\ và ^ giữ nguyên.");
  }

  @Test
  void theReceiptIsAValidSrWithTheSignedText() throws Exception {
    Path file = write(ResultDocuments.receipt(subject(), CaseObject.Kind.IMAGE_RECEIPT, receipt()));
    assertThat(errorsOf(file)).isEmpty();
    assertThat(Tool.run("dsrdump", "+Pl", file.toString()))
        .contains("Bệnh viện Bạch Mai đã nhận và lưu trữ 2 đối tượng DICOM (hình ảnh)")
        .contains("{\"parcelId\":\"p\"}")
        .contains("c2lnbmF0dXJl");
  }

  @Test
  void pydicomReadsTheSameVietnamese() throws Exception {
    Path file = write(ResultDocuments.report(subject(), Samples.result(TEXT)));
    String script =
        """
        import sys, pydicom
        d = pydicom.dcmread(sys.argv[1])
        print(d.SpecificCharacterSet, d.PatientName, d.VerifyingObserverSequence[0].VerifyingOrganization)
        print(d.VerifyingObserverSequence[0].VerifyingObserverName)
        for c in d.ContentSequence:
            if c.ValueType == 'CONTAINER':
                print(c.ConceptNameCodeSequence[0].CodeMeaning, '=', repr(c.ContentSequence[0].TextValue))
        print(d.CurrentRequestedProcedureEvidenceSequence[0].ReferencedSeriesSequence[0].ReferencedSOPSequence[1].ReferencedSOPInstanceUID)
        """;
    assertThat(Tool.run("/usr/bin/python3", "-c", script, file.toString()))
        .contains("ISO_IR 192 Nguyễn^Đào^Thị Hồng Bệnh viện Bạch Mai")
        .contains("BS. CKII Lê Thị Ngọc Ánh")
        .contains(
            "Findings = 'Khoang dưới nhện: tăng đậm độ lan tỏa.\\r\\nĐường giữa không lệch;"
                + " \\\\ và ^ giữ nguyên.'")
        .contains("1.2.3.4.2");
  }

  @Test
  void belongsToTheStudyOfTheImagesWithSeriesOfItsOwn() {
    Attributes report = ResultDocuments.report(subject(), Samples.result(TEXT));
    Attributes pdf = ResultDocuments.pdf(subject(), Samples.result(TEXT));
    assertThat(report.string(Tag.StudyInstanceUID)).contains("1.2.3.4");
    assertThat(pdf.string(Tag.StudyInstanceUID)).contains("1.2.3.4");
    assertThat(report.string(Tag.SeriesInstanceUID))
        .isNotEqualTo(pdf.string(Tag.SeriesInstanceUID));
    assertThat(report.string(Tag.SOPInstanceUID))
        .contains(DocumentModules.sopInstanceUID(Samples.CASE_ID, CaseObject.Kind.RESULT_SR));
  }

  @Test
  void isTheSameObjectEachTime() {
    assertThat(ResultDocuments.report(subject(), Samples.result(TEXT)))
        .isEqualTo(ResultDocuments.report(subject(), Samples.result(TEXT)));
    assertThat(ResultDocuments.pdf(subject(), Samples.result(TEXT)))
        .isEqualTo(ResultDocuments.pdf(subject(), Samples.result(TEXT)));
  }

  private static List<String> errorsOf(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("dciodvfy", file.toString()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertThat(output).isNotBlank();
    return output.lines().filter(line -> line.startsWith("Error")).toList();
  }

  private Path write(Attributes dataset) throws IOException {
    Path file = directory.resolve("object.dcm");
    Part10Writer.write(
        file,
        FileMeta.of(
            dataset.string(Tag.SOPClassUID, ""),
            dataset.string(Tag.SOPInstanceUID, ""),
            UID.ExplicitVRLittleEndian,
            "LIENVIEN"),
        dataset);
    return file;
  }

  private static DocumentSubject subject() {
    Attributes image =
        new Attributes()
            .set(Tag.SpecificCharacterSet, "ISO_IR 192")
            .set(Tag.PatientName, "Nguyễn^Đào^Thị Hồng")
            .set(Tag.PatientID, "BN0001")
            .set(Tag.PatientBirthDate, "19850312")
            .set(Tag.PatientSex, "F")
            .set(Tag.StudyInstanceUID, "1.2.3.4")
            .set(Tag.StudyDate, "20261122")
            .set(Tag.StudyTime, "081500")
            .set(Tag.Rows, "512");
    return new DocumentSubject(
        Samples.consultation().withStudy("1.2.3.4"), image, List.of(instance(1), instance(2)));
  }

  private static InstanceRecord instance(int number) {
    return new InstanceRecord(
        "1.2.3.4." + number,
        UID.CTImageStorage,
        "1.2.3.4.100",
        "1.2.3.4",
        UID.JPEG2000Lossless,
        UID.ExplicitVRLittleEndian,
        Path.of("/nowhere"),
        1000,
        "ab".repeat(32),
        "cd".repeat(32),
        "ef".repeat(32),
        ProofState.LOSSLESS,
        1,
        Instant.EPOCH);
  }

  private static Receipt receipt() {
    return new Receipt(
        "p",
        "00",
        "b",
        Samples.SIGNED,
        new SignedDocument(
            Samples.CASE_ID,
            SignedDocument.Kind.RECEIPT,
            "b",
            "{\"parcelId\":\"p\"}",
            "c2lnbmF0dXJl",
            "PEM",
            Samples.SIGNED));
  }
}
