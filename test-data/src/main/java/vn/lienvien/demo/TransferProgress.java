package vn.lienvien.demo;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Says every second how far the study has come over the emulated line: share, bytes, rate and what
 * is left. Runs in a thread of its own until the receipt is at A.
 */
final class TransferProgress implements Runnable {
  private static final int PAUSE_MS = 1000;

  /** More than an idle link says in the time. */
  private static final long NOTICED_BYTES = 50_000;

  private final Line line;
  private final TwoHospitals stage;
  private final Consultation consultation;
  private final Consumer<String> say;
  private final Line.Crossed before;

  TransferProgress(Line line, TwoHospitals stage, Consultation consultation, Consumer<String> say) {
    this.line = line;
    this.stage = stage;
    this.consultation = consultation;
    this.say = say;
    this.before = line.crossed();
  }

  @Override
  public void run() {
    Optional<Long> expected = Optional.empty();
    long earlier = 0;
    double bytesPerSecond = 0;
    String state = "";
    while (!state.equals("AWAITING_RESULT")) {
      pause();
      long crossed = line.crossed().since(before).fromA();
      // A short memory: a person wants the rate of now, not of the last second alone.
      bytesPerSecond = 0.7 * bytesPerSecond + 0.3 * (crossed - earlier) * 1000.0 / PAUSE_MS;
      earlier = crossed;
      state = consultation.seenAtA().map(one -> one.path("state").asText()).orElse(state);
      if (state.equals("PREPARING") && crossed > NOTICED_BYTES) {
        say.accept(aheadText(crossed, bytesPerSecond));
      }
      if (state.equals("SENDING") || state.equals("AWAITING_RESULT")) {
        expected = expected.isPresent() ? expected : expectedBytes();
        say.accept(text(state, crossed, expected.orElse(crossed), bytesPerSecond));
      }
    }
  }

  /** Frames cross while the rest of their study is still being compressed. */
  private static String aheadText(long crossed, double bytesPerSecond) {
    return String.format(
        Locale.ROOT,
        "       ahead  %.1f MB crossed while the rest is compressed  %.2f Mbps",
        crossed / 1e6,
        bytesPerSecond * 8 / 1e6);
  }

  private static String text(String state, long crossed, long expected, double bytesPerSecond) {
    if (state.equals("AWAITING_RESULT")) {
      return String.format(
          Locale.ROOT, "       100 %%  %.1f MB crossed, the receipt is at A", crossed / 1e6);
    }
    long left = Math.max(0, expected - crossed);
    return String.format(
        Locale.ROOT,
        "       %3d %%  %.1f of about %.1f MB  %.2f Mbps  %s",
        Math.min(99, 100 * crossed / Math.max(1, expected)),
        crossed / 1e6,
        expected / 1e6,
        bytesPerSecond * 8 / 1e6,
        bytesPerSecond > 1000
            ? "about %d s left".formatted(Math.round(left / bytesPerSecond))
            : "nothing moves");
  }

  /** The fewest bytes that the study can cross in, and what TLS and receipts add to it. */
  private Optional<Long> expectedBytes() {
    try {
      CompressedStudy study =
          CompressedStudy.at(stage.a(), consultation.study().studyInstanceUID());
      return Optional.of(study.minimalBytes() * 102 / 100 + 20_000);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageException("interrupted", e);
    }
  }
}
