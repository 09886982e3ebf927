package vn.lienvien.hl7;

import java.nio.charset.StandardCharsets;

/** Order messages as HIS of several makers send them. */
final class Messages {
  static final String ORDER_251 =
      """
      MSH|^~\\&|HIS|BVHN|LIENVIEN|GW|20261122080000+0700||ORM^O01^ORM_O01|MSG00001|P|2.5.1|||||VNM|UNICODE UTF-8
      PID|1||079201001234^^^CCCD^NI~BN0001^^^01234&1.2.3&ISO^PI||Nguyễn^Đào^Thị Hồng||19850312|F
      PV1|1|E
      ORC|NW|PL-77|||||1^^^^^S|||||BS01^Trần^Bình^Văn
      TQ1|1||||||||S
      OBR|1|PL-77||CTSN^CT sọ não không tiêm^L|||20261122|||||| Đau đầu đột ngột \\T\\ nôn \\.br\\ GCS 14|||BS01^Trần^Bình^Văn||ACC-2026-01|||||||||^^^^^S||||^Xuất huyết não? (H\\T\\H)
      ZDS|1.2.840.113619.2.1^LIENVIEN^Application^DICOM
      """;

  static final String ORDER_23 =
      """
      MSH|^~\\&|HIS|BV|LV|GW|202611220800||ORM^O01|77|P|2.3
      PID|||BN0002||NGUYỄN THỊ HỒNG ĐÀO||19850000|1
      ORC|NW|9001
      OBR|1||ACC-9|XQ^X-quang ngực thẳng|STAT
      """;

  private Messages() {}

  static String segments(String text) {
    return text.strip().replace("\n", "\r") + "\r";
  }

  static byte[] bytes(String text) {
    return segments(text).getBytes(StandardCharsets.UTF_8);
  }
}
