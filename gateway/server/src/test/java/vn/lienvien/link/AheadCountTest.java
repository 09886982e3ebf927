package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AheadCountTest {
  @Test
  void anOfferWaitsNeitherForWhatIsHereNorForWhatIsLost() {
    AheadCount count = new AheadCount();
    count.add();
    count.await(1);
    // The second was lost with its connection: this comes back all the same.
    count.await(2);
    count.startOver();
    CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> count.await(1));
    count.add();
    assertThat(waiting).succeedsWithin(Duration.ofSeconds(60));
  }
}
