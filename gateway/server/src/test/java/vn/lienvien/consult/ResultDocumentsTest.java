package vn.lienvien.consult;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.Receipt;
import vn.lienvien.model.SignedDocument;

class ResultDocumentsTest {
  private static final String TEXT =
      "Khoang dưới nhện: tăng đậm độ lan tỏa.\nĐường giữa không lệch; \\ và ^ giữ nguyên.";

  @TempDir Path directory;

  @Test
  void theReportIsAValidBasicTextSr() throws Exception {
    WrittenDocument written = write(ResultDocuments.report(subject(), Samples.result(TEXT)));
    assertThat(written.errors()).isEmpty();
    String dump = written.dump();
    assertThat(dump)
        .contains("Basic Text SR Document")
        .contains("COMPLETE")
        .contains("VERIFIED")
        .contains("<contains CONTAINER:(,,\"Findings\")=SEPARATE>")
        .contains("Xuất huyết dưới nhện lan tỏa, Fisher độ 3.");
  }

  @Test
  void pixelMedFindsNoErrorInTheReportNorInTheReceipt() throws Exception {
    assertThat(write(ResultDocuments.report(subject(), Samples.result(TEXT))).pixelMed())
        .contains("Found Root Template TID_2000", "IOD validation complete")
        .doesNotContain("Error");
    assertThat(
            write(ResultDocuments.receipt(subject(), CaseObject.Kind.IMAGE_RECEIPT, receipt()))
                .pixelMed())
        .contains("IOD validation complete")
        .doesNotContain("Error");
  }

  @Test
  void thePdfObjectIsValidAndHoldsThePdf() throws Exception {
    Attributes dataset = ResultDocuments.pdf(subject(), Samples.result(TEXT));
    WrittenDocument written = write(dataset);
    assertThat(written.errors()).isEmpty();
    Path pdf = directory.resolve("out.pdf");
    Tool.run("dcm2pdf", written.file().toString(), pdf.toString());
    byte[] expected = ResultPdf.of(subject().consultation(), Samples.result(TEXT));
    byte[] padded = Files.readAllBytes(pdf);
    assertThat(Arrays.mismatch(padded, expected)).isIn(-1, expected.length);
    assertThat(Tool.run("pdftotext", "-enc", "UTF-8", pdf.toString(), "-"))
        .contains("Đường giữa không lệch; \\ và ^ giữ nguyên.");
  }

  @Test
  void theReceiptIsAValidSrWithTheSignedText() throws Exception {
    WrittenDocument written =
        write(ResultDocuments.receipt(subject(), CaseObject.Kind.IMAGE_RECEIPT, receipt()));
    assertThat(written.errors()).isEmpty();
    assertThat(written.dump())
        .contains("Bệnh viện Bạch Mai đã nhận và lưu trữ 2 đối tượng DICOM (hình ảnh)")
        .contains("{\"parcelId\":\"p\"}")
        .contains("c2lnbmF0dXJl");
  }

  @Test
  void pydicomReadsTheSameVietnamese() throws Exception {
    WrittenDocument written = write(ResultDocuments.report(subject(), Samples.result(TEXT)));
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
    assertThat(written.python(script))
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

  private WrittenDocument write(Attributes dataset) throws IOException {
    return WrittenDocument.of(dataset, directory);
  }

  private static DocumentSubject subject() {
    return Samples.subject(
        Samples.image(1, UID.CTImageStorage, 1), Samples.image(2, UID.CTImageStorage, 1));
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
