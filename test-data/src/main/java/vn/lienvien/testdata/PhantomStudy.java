package vn.lienvien.testdata;

import java.util.List;

/** What is common to one phantom study: who, what, when. */
record PhantomStudy(
    String folder,
    Patient patient,
    String modality,
    String accessionNumber,
    String studyDate,
    String studyTime,
    String studyDescription,
    String reasonForStudy,
    String priority) {

  static final List<PhantomStudy> ALL =
      List.of(
          new PhantomStudy(
              "ct-so-nao",
              new Patient("BN0001", "NGUYỄN THỊ HỒNG ĐÀO", "19610412", "F"),
              "CT",
              "CT2611220001",
              "20261122",
              "013000",
              "CT sọ não không tiêm thuốc cản quang",
              "Đau đầu dữ dội, nôn vọt, yếu nửa người phải từ 22 giờ; nghi xuất huyết não.",
              "S"),
          new PhantomStudy(
              "mr-so-nao",
              new Patient("BN0002", "TRẦN VĂN ƯỚC", "19780930", "M"),
              "MR",
              "MR2611220002",
              "20261122",
              "090500",
              "MRI sọ não T1 T2",
              "Chóng mặt kéo dài ba tuần, tìm tổn thương khu trú.",
              "R"),
          new PhantomStudy(
              "cr-nguc",
              new Patient("BN0003", "Y BHIUH NIÊ", "19850101", "M"),
              "CR",
              "CR2611220003",
              "20261122",
              "101500",
              "X-quang ngực thẳng",
              "Ho khạc đờm, sốt 38,5 độ; nghi viêm phổi thùy dưới phải.",
              "A"));
}
