package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.Priority;
import vn.lienvien.outbox.ParcelHead;

class TransferOrderTest {
  private int numbers;

  @Test
  void theMostUrgentClassGoesFirstAndALowerOneThatWaitsIsNotStarved() {
    List<Transfer> transfers =
        List.of(moving(Priority.ROUTINE), moving(Priority.STAT), moving(Priority.URGENT));
    Map<Priority, Long> served =
        serve(new TransferOrder(), transfers, 3_300, false).stream()
            .collect(Collectors.groupingBy(Transfer::priority, Collectors.counting()));

    assertThat(served.get(Priority.STAT)).isGreaterThan(3_000);
    assertThat(served.get(Priority.URGENT)).isBetween(80L, 120L);
    assertThat(served.get(Priority.ROUTINE)).isBetween(80L, 120L);
  }

  @Test
  void parcelsOfAClassShareByBytes() {
    List<Transfer> transfers = List.of(moving(Priority.ROUTINE), moving(Priority.ROUTINE));
    List<Transfer> served = serve(new TransferOrder(), transfers, 100, false);

    assertThat(served.stream().filter(one -> one == transfers.getFirst())).hasSize(50);
  }

  @Test
  void whereOnlyStatIsExemptFromTheCapNothingElseGoes() {
    TransferOrder order = new TransferOrder();
    assertThat(order.next(List.of(moving(Priority.ROUTINE)), true)).isEmpty();
    List<Transfer> transfers = List.of(moving(Priority.ROUTINE), moving(Priority.STAT));
    assertThat(serve(order, transfers, 200, true)).containsOnly(transfers.get(1));
  }

  private static List<Transfer> serve(
      TransferOrder order, List<Transfer> transfers, int pieces, boolean statOnly) {
    List<Transfer> served = new ArrayList<>();
    for (int i = 0; i < pieces; i++) {
      Transfer next = order.next(transfers, statOnly).orElseThrow();
      next.servedBytes += LinkLimits.PIECE_BYTES;
      served.add(next);
    }
    return served;
  }

  private Transfer moving(Priority priority) {
    Transfer transfer =
        new Transfer(
            ++numbers,
            new ParcelHead("p" + numbers, ParcelKind.STUDY, "central", priority, Instant.EPOCH, 1));
    transfer.state = Transfer.State.MOVING;
    transfer.lacking.set(0, 100_000);
    return transfer;
  }
}
