package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.Priority;
import vn.lienvien.outbox.ParcelHead;

class LatePiecesTest {
  private static final long PATIENCE = 1_000;

  private final Transfer transfer =
      new Transfer(
          1, new ParcelHead("p", ParcelKind.STUDY, "hub", Priority.ROUTINE, Instant.EPOCH, 1));

  @Test
  void nothingIsSentAgainWhileSomethingIsLeftToSendOrMayStillComeInTime() {
    moving(4);
    transfer.lacking.set(9);
    assertThat(transfer.late(PATIENCE, PATIENCE)).isEmpty();
    transfer.lacking.clear(9);
    assertThat(transfer.late(PATIENCE - 1, PATIENCE)).isEmpty();
    assertThat(transfer.late(PATIENCE, PATIENCE)).hasValue(0);
  }

  @Test
  void aLatePieceGoesOnceMoreAndWhatHasArrivedDoesNot() {
    moving(3);
    transfer.arrived(0);
    assertThat(transfer.late(PATIENCE, PATIENCE)).hasValue(1);
    assertThat(transfer.late(PATIENCE, PATIENCE)).hasValue(2);
    assertThat(transfer.late(PATIENCE, PATIENCE)).isEmpty();
    transfer.arrived(2);
    transfer.arrived(1);
    assertThat(transfer.state).isEqualTo(Transfer.State.VERIFYING);
  }

  @Test
  void noMoreThanAChunkOfAParcelIsEverSentAgainForBeingLate() {
    moving(100);
    BitSet again = new BitSet();
    for (int i = 0; i < 100; i++) {
      transfer.late(PATIENCE, PATIENCE).ifPresent(again::set);
    }
    assertThat(again.cardinality()).isEqualTo(LinkLimits.PIECES_A_CHUNK);
  }

  private void moving(int flying) {
    transfer.state = Transfer.State.MOVING;
    transfer.answered = true;
    transfer.flying.set(0, flying);
  }
}
