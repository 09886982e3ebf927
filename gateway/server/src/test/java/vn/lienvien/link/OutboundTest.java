package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboundTest {
  @TempDir Path directory;
  private final Spoken spoken = new Spoken();

  @Test
  void anAnswerThatNeverComesAfterALostConnectionIsAskedForAgain() throws Exception {
    Hospitals hospitals = new Hospitals(directory);
    try (TestSite spoke = new TestSite(directory.resolve("spoke"), hospitals.spoke())) {
      Renewing renewing = new Renewing(Optional.empty(), Optional.empty());
      Outbound outbound =
          new Outbound(
              Hospitals.HUB, LinkEnds.of(spoke.room, renewing, new LinkCounters()), spoken);
      spoke.send(
          spoke.manifest(
              Hospitals.HUB, "case-1", spoke.keep(Phantoms.slices(directory, "lost", 2, 256))));
      outbound.refresh();
      assertThat(spoken.types()).containsExactly(FrameType.OFFER);
      BitSet all = new BitSet();
      all.set(0, 2);
      WireReader answer = new WireReader(new Answer.Lacking(all).frame(1).body());
      outbound.answered(answer.u32(), answer);

      Outgoing.Cargo piece =
          (Outgoing.Cargo)
              outbound.next(false, LinkLimits.AHEAD_BYTES, Long.MAX_VALUE).orElseThrow();
      outbound.lost(List.of(new Flight(piece, piece.length(), 0)));
      assertThat(spoken.types()).containsExactly(FrameType.OFFER, FrameType.RESUME);
      long asked = System.nanoTime();
      outbound.tick(asked + Duration.ofSeconds(1).toNanos());
      assertThat(spoken.types()).hasSize(2);
      outbound.tick(asked + Duration.ofSeconds(6).toNanos());
      assertThat(spoken.types())
          .containsExactly(FrameType.OFFER, FrameType.RESUME, FrameType.RESUME);
    }
  }

  /** Writes down what is said, and does at once what was to be done later. */
  private static final class Spoken implements Outbound.Voice {
    private final List<Frame> frames = new ArrayList<>();

    List<FrameType> types() {
      return frames.stream().map(Frame::type).toList();
    }

    @Override
    public boolean say(Frame frame) {
      return frames.add(frame);
    }

    @Override
    public void wake() {}

    @Override
    public void later(Runnable work) {
      work.run();
    }
  }
}
