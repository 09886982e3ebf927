package vn.lienvien.consult;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.Order;
import vn.lienvien.model.OrderSource;
import vn.lienvien.model.Priority;
import vn.lienvien.model.ProofState;
import vn.lienvien.model.ReadingResult;
import vn.lienvien.model.Site;

/** One made-up consultation in Vietnamese. */
final class Samples {
  static final Instant SIGNED = Instant.parse("2026-11-22T03:04:05Z");
  static final String CASE_ID = "0d6f5a52-1111-4222-8333-444455556666";
  static final Site A = new Site("a", "Bệnh viện đa khoa huyện Mường Khương");
  static final Site B = new Site("b", "Bệnh viện Bạch Mai");

  private Samples() {}

  static Order order() {
    return new Order(
        OrderSource.HL7,
        "MSG1",
        "PL-1",
        "ACC-1",
        "",
        "BN0001",
        "01234",
        "Nguyễn Thị Hồng Đào",
        Optional.of(LocalDate.of(1985, 3, 12)),
        "F",
        "CT sọ não không tiêm thuốc cản quang",
        "Đau đầu đột ngột, nghi xuất huyết dưới nhện",
        "Tăng huyết áp 5 năm; GCS 14 điểm",
        "BS. Trần Văn Bình",
        Optional.of(LocalDate.of(2026, 11, 22)),
        Priority.STAT);
  }

  static ConsultationCase consultation() {
    return new ConsultationCase(
        CASE_ID,
        CaseRole.CONSULTING,
        A,
        B,
        order(),
        "1.2.826.0.1.3680043.8.498.1",
        CaseState.READABLE,
        "",
        SIGNED,
        SIGNED,
        SIGNED,
        1);
  }

  /** What the documents of {@link #consultation} are about: images 1, 2 … of study 1.2.3.4. */
  static DocumentSubject subject(InstanceRecord... images) {
    Attributes first =
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
    return new DocumentSubject(consultation().withStudy("1.2.3.4"), first, List.of(images));
  }

  static InstanceRecord image(int number, String sopClassUID, int numberOfFrames) {
    return new InstanceRecord(
        "1.2.3.4." + number,
        sopClassUID,
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
        numberOfFrames,
        Instant.EPOCH);
  }

  static ReadingResult result(String description) {
    return new ReadingResult(
        CASE_ID,
        description,
        "Xuất huyết dưới nhện lan tỏa, Fisher độ 3.\nPhù não nhẹ.",
        "Chụp CTA mạch não; chuyển tuyến nếu GCS giảm.",
        "bs.an",
        "BS. CKII Lê Thị Ngọc Ánh",
        3,
        SIGNED,
        Optional.of(SIGNED));
  }
}
