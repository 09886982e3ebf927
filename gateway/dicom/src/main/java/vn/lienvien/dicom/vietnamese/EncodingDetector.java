package vn.lienvien.dicom.vietnamese;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Finds the encoding in which the text of one data set reads as Vietnamese. Says nothing where the
 * declared reading is Vietnamese already, where two encodings read alike, or where the evidence is
 * thin: text left as it was declared can still be repaired, text changed wrongly misleads.
 */
final class EncodingDetector {
  /** The share of words with marks that must be Vietnamese syllables. */
  private static final double NEARLY_ALL = 0.9;

  /** Three words with marks; or a common one, which counts for two, and another of the name. */
  private static final int ENOUGH = 3;

  private static final int COMMON_WEIGHT = 2;
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]+");

  /** How the samples read in one encoding. */
  private record Reading(int marked, int possible, int score) {
    boolean isVietnamese() {
      return score >= ENOUGH && possible >= NEARLY_ALL * marked;
    }
  }

  private EncodingDetector() {}

  /**
   * @param samples values with bytes of 80H and above, as they stand in the data set
   */
  static Optional<VietnameseEncoding> detect(List<TextSample> samples) {
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    if (samples.stream().allMatch(sample -> isUtf8(sample.bytes()))) {
      return Optional.of(VietnameseEncoding.UTF_8);
    }
    Reading declared =
        reading(samples, bytes -> Optional.of(new String(bytes, StandardCharsets.ISO_8859_1)))
            .orElseThrow();
    if (declared.possible() == declared.marked() && declared.marked() > 0) {
      return Optional.empty();
    }
    Optional<VietnameseEncoding> best = Optional.empty();
    int bestScore = declared.score();
    for (VietnameseEncoding each : VietnameseEncoding.values()) {
      Optional<Reading> reading = reading(samples, each::decode).filter(Reading::isVietnamese);
      if (reading.isPresent() && reading.get().score() >= bestScore) {
        best = reading.get().score() > bestScore ? Optional.of(each) : Optional.empty();
        bestScore = reading.get().score();
      }
    }
    return best;
  }

  /** Longer sequences of UTF-8 that happen to be text in Latin 1 are as good as unknown. */
  private static boolean isUtf8(byte[] bytes) {
    return VietnameseEncoding.UTF_8
        .decode(bytes)
        .filter(text -> text.chars().noneMatch(c -> Character.isISOControl(c) && c >= 0x80))
        .isPresent();
  }

  private static Optional<Reading> reading(
      List<TextSample> samples, Function<byte[], Optional<String>> decode) {
    int marked = 0;
    int possible = 0;
    int score = 0;
    for (TextSample sample : samples) {
      Optional<String> text = decode.apply(sample.bytes());
      if (text.isEmpty()) {
        return Optional.empty();
      }
      for (String word : NO_LETTERS.split(text.get())) {
        boolean isMarked = word.chars().anyMatch(c -> c >= 0x80);
        boolean isPossible = Syllable.isPossible(word);
        if (isMarked) {
          marked++;
          possible += isPossible ? 1 : 0;
          score += isPossible ? Syllable.isCommon(word) ? COMMON_WEIGHT : 1 : -1;
        } else if (sample.isName() && word.length() > 1) {
          score += isPossible ? 1 : -1;
        }
      }
    }
    return Optional.of(new Reading(marked, possible, score));
  }
}
