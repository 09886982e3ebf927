package vn.lienvien.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienvien.model.Order;
import vn.lienvien.model.PlacementOutcome;
import vn.lienvien.model.Priority;

class OrderConversationTest {
  private final List<Order> placed = new ArrayList<>();
  private final List<String> digests = new ArrayList<>();
  private final List<String> senders = new ArrayList<>();
  private PlacementOutcome outcome = new PlacementOutcome.Placed("case-1");
  private final OrderConversation conversation =
      new OrderConversation(
          (order, message) -> {
            placed.add(order);
            digests.add(message.digest());
            senders.add(message.sender());
            return outcome;
          },
          StandardCharsets.UTF_8,
          Clock.fixed(Instant.parse("2026-11-22T01:00:00Z"), ZoneOffset.UTC));

  @Test
  void readsEveryFieldOfAVersion251Order() {
    assertThat(answer(Messages.ORDER_251)).contains("\rMSA|AA|MSG00001\r");
    Order order = placed.getFirst();
    assertThat(order.messageControlID()).isEqualTo("MSG00001");
    assertThat(senders).containsExactly("HIS|BVHN");
    assertThat(order.placerOrderNumber()).isEqualTo("PL-77");
    assertThat(order.accessionNumber()).isEqualTo("ACC-2026-01");
    assertThat(order.studyInstanceUID()).isEqualTo("1.2.840.113619.2.1");
    assertThat(order.patientID()).isEqualTo("BN0001");
    assertThat(order.issuerOfPatientID()).isEqualTo("01234");
    assertThat(order.patientName()).isEqualTo("Nguyễn Thị Hồng Đào");
    assertThat(order.patientBirthDate()).contains(LocalDate.of(1985, 3, 12));
    assertThat(order.patientSex()).isEqualTo("F");
    assertThat(order.requestedProcedure()).isEqualTo("CT sọ não không tiêm");
    assertThat(order.reasonForStudy()).isEqualTo("Xuất huyết não? (H&H)");
    assertThat(order.relevantClinicalInformation()).isEqualTo("Đau đầu đột ngột & nôn \n GCS 14");
    assertThat(order.requestingPhysician()).isEqualTo("Trần Văn Bình");
    assertThat(order.studyDate()).contains(LocalDate.of(2026, 11, 22));
    assertThat(order.priority()).isEqualTo(Priority.STAT);
  }

  @Test
  void readsAVersion23OrderWithTheNameInOneComponentAndAnUnknownBirthday() {
    assertThat(answer(Messages.ORDER_23)).contains("||ACK|").contains("\rMSA|AA|77\r");
    Order order = placed.getFirst();
    assertThat(order.patientName()).isEqualTo("NGUYỄN THỊ HỒNG ĐÀO");
    assertThat(order.patientBirthDate()).isEmpty();
    assertThat(order.patientSex()).isEmpty();
    assertThat(order.accessionNumber()).isEqualTo("ACC-9");
    assertThat(order.priority()).isEqualTo(Priority.STAT);
  }

  @Test
  void composesDecomposedVietnamese() {
    answer(Normalizer.normalize(Messages.ORDER_251, Normalizer.Form.NFD));
    assertThat(placed.getFirst().patientName()).isEqualTo("Nguyễn Thị Hồng Đào");
  }

  @ParameterizedTest
  @CsvSource({"S,STAT", "A,URGENT", "R,ROUTINE", "'',ROUTINE", "P,ROUTINE"})
  void takesThePriorityOfTable0485(String code, Priority priority) {
    answer(Messages.ORDER_23.replace("STAT", code));
    assertThat(placed.getFirst().priority()).isEqualTo(priority);
  }

  @Test
  void refusesAPriorityItDoesNotKnowRatherThanMakingItRoutine() {
    assertThat(answer(Messages.ORDER_251.replace("||||||||S", "||||||||SS")))
        .contains("\rMSA|AE|MSG00001|")
        .contains("\rERR||OBR^1^5|103^Table value not found^HL70357|E||||Priority");
    assertThat(placed).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "|ORM^O01^ORM_O01|;||;AR;MSH^1^9|101",
        "|ORM^O01^ORM_O01|;|ADT^A01|;AR;MSH^1^9|200",
        "|ORM^O01^ORM_O01|;|ORM^O02|;AR;MSH^1^9|201",
        "|MSG00001|;||;AE;MSH^1^10|101",
        "|P|2.5.1|;|T|2.5.1|;AR;MSH^1^11|202",
        "|P|2.5.1|;|P|2.8|;AR;MSH^1^12|203",
        "|UNICODE UTF-8;|GB 18030-2000;AE;MSH^1^18|103",
        "ORC|NW|;ORC|CA|;AE;ORC^1^1|103",
        "ORC|NW|;ORC||;AE;ORC^1^1|101",
        "PID|1|;ZID|1|;AE;PID|100",
        "OBR|1|;ZBR|1|;AE;OBR|100",
        "ORC|NW|;ORC|XX|;AE;ORC^1^1|103",
      })
  void saysWhatIsWrongAndWhere(String good, String bad, String code, String error) {
    assertThat(answer(Messages.ORDER_251.replace(good, bad)))
        .contains("\rMSA|" + code + "|")
        .contains("\rERR||" + error);
    assertThat(placed).isEmpty();
  }

  @Test
  void refusesTwoOrdersInOneMessage() {
    assertThat(answer(Messages.ORDER_23 + "ORC|NW|9002\nOBR|2||ACC-10|XQ^X\n"))
        .contains("\rMSA|AE|77|One order per message")
        .contains("\rERR|ORC^2^^100&Segment sequence error&HL70357\r");
  }

  @Test
  void answersTextThatIsNoHl7() {
    assertThat(answer("xin chào"))
        .contains("\rMSA|AR||MSH is missing\r")
        .contains("\rERR||MSH|100");
  }

  @Test
  void refusesBytesThatAreNotTheStatedCharacterSet() {
    byte[] latin =
        Messages.segments(Messages.ORDER_251.replace("Nguyễn", "Nguyên"))
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(text(conversation.answer(latin)))
        .contains("\rMSA|AE|MSG00001|")
        .contains("MSH^1^18|102");
    assertThat(placed).isEmpty();
  }

  @Test
  void answersWithTheRoomsNamesSwappedAndInUtf8() {
    assertThat(answer(Messages.ORDER_251))
        .startsWith("MSH|^~\\&|LIENVIEN|GW|HIS|BVHN|20261122080000+0700||ACK^O01^ACK|LV")
        .contains("|P|2.5.1||||||UNICODE UTF-8\r");
  }

  @Test
  void answersAtAcceptLevelWhenOnlyThatIsAskedFor() {
    assertThat(
            answer(
                Messages.ORDER_251
                    .replace("|P|2.5.1|||", "|P|2.5.1|||AL|NE")
                    .replace("NE||VNM", "NE|VNM")))
        .contains("\rMSA|CA|MSG00001\r");
  }

  @Test
  void digestsTheContentWithoutTheTimeOfSending() {
    answer(Messages.ORDER_251);
    answer(Messages.ORDER_251.replace("20261122080000+0700", "20261122080500+0700"));
    answer(Messages.ORDER_251.replace("PL-77", "PL-78"));
    assertThat(digests.get(1)).isEqualTo(digests.get(0));
    assertThat(digests.get(2)).isNotEqualTo(digests.get(0));
  }

  @Test
  void answersEveryPlacementOutcome() {
    outcome = new PlacementOutcome.AlreadyPlaced("case-1");
    assertThat(answer(Messages.ORDER_251)).contains("\rMSA|AA|");
    outcome = new PlacementOutcome.Invalid("PID-3.1", "PatientID is missing");
    assertThat(answer(Messages.ORDER_251.replace("BN0001^", "^").replace("079201001234", "")))
        .contains("\rMSA|AE|")
        .contains(
            "\rERR||PID^1^3^1^1|101^Required field missing^HL70357|E||||PatientID is missing\r");
    outcome = new PlacementOutcome.Invalid("OBR-18", "too long");
    assertThat(answer(Messages.ORDER_251)).contains("\rERR||OBR^1^18|102^");
    outcome = new PlacementOutcome.Contradicts("case-1", "MSH-10 was used before");
    assertThat(answer(Messages.ORDER_251)).contains("\rMSA|AR|").contains("MSH^1^10|205^");
  }

  @Test
  void rejectsForLaterWhenTheCaseCannotBeCommitted() {
    OrderConversation broken =
        new OrderConversation(
            (order, message) -> {
              throw new IllegalStateException("database closed");
            },
            StandardCharsets.UTF_8,
            Clock.systemUTC());
    assertThat(text(broken.answer(Messages.bytes(Messages.ORDER_251))))
        .contains("\rMSA|AR|MSG00001|")
        .contains("|207^Application internal error^")
        .doesNotContain("database");
  }

  private String answer(String message) {
    return text(conversation.answer(Messages.bytes(message)));
  }

  private static String text(byte[] answer) {
    return new String(answer, StandardCharsets.UTF_8);
  }
}
