package vn.lienvien.dicom.codec;

import java.util.Arrays;

/**
 * The statistics that a JPEG-LS encoder and its decoder keep alike (ISO/IEC 14495-1 A.3 to A.7):
 * 365 contexts of gradients and two of interrupted runs. All values stay within bounds whatever the
 * stream says, because errors beyond twice the range are refused before they get here.
 */
final class JpegLsModel {
  private static final int GRADIENTS = 365;
  private static final int MAX_BIAS = 127;
  private static final int MIN_BIAS = -128;

  final int maxval;
  final int near;
  final int step;
  final int range;
  final int errorBits;
  final int limit;
  final int[] runOrders = JpegLsCoding.runOrders();

  private final int t1;
  private final int t2;
  private final int t3;
  private final int reset;

  /** A: sums of error magnitudes. */
  private final int[] magnitudes = new int[GRADIENTS + 2];

  /** B: sums of errors; of the run contexts, how many errors were negative (Nn). */
  private final int[] errors = new int[GRADIENTS + 2];

  /** C: corrections of the prediction. */
  private final int[] biases = new int[GRADIENTS];

  /** N: how often each context was met. */
  private final int[] counts = new int[GRADIENTS + 2];

  JpegLsModel(JpegLsCoding coding) {
    maxval = coding.maxval();
    near = coding.near();
    step = coding.step();
    range = coding.range();
    errorBits = coding.errorBits();
    limit = coding.limit();
    t1 = coding.t1();
    t2 = coding.t2();
    t3 = coding.t3();
    reset = coding.reset();
    Arrays.fill(magnitudes, Math.max(2, (range + 32) / 64));
    Arrays.fill(counts, 1);
  }

  /** The context of three gradients, -364 to 364; negative ones are mirrored, 0 is flat. */
  int context(int gradient1, int gradient2, int gradient3) {
    return 81 * quantized(gradient1) + 9 * quantized(gradient2) + quantized(gradient3);
  }

  private int quantized(int gradient) {
    int size = Math.abs(gradient);
    int level;
    if (size <= near) {
      return 0;
    } else if (size < t1) {
      level = 1;
    } else if (size < t2) {
      level = 2;
    } else {
      level = size < t3 ? 3 : 4;
    }
    return gradient < 0 ? -level : level;
  }

  /** The median of left, above, and their plane, corrected by the context's bias. */
  int prediction(int left, int above, int aboveLeft, int context) {
    int least = Math.min(left, above);
    int most = Math.max(left, above);
    int median = aboveLeft >= most ? least : aboveLeft <= least ? most : left + above - aboveLeft;
    int corrected = context < 0 ? median - biases[-context] : median + biases[context];
    return Math.clamp(corrected, 0, maxval);
  }

  /** k of the Golomb code in a context of gradients, not negative. */
  int order(int context) {
    return order(counts[context], magnitudes[context]);
  }

  /** k for an interrupted run; kind 1 where left and above are alike, else 0. */
  int runOrder(int kind) {
    int context = GRADIENTS + kind;
    int extra = kind == 1 ? counts[context] >> 1 : 0;
    return order(counts[context], magnitudes[context] + extra);
  }

  private static int order(int count, int magnitude) {
    int order = 0;
    while (count << order < magnitude) {
      order++;
    }
    return order;
  }

  /** Whether the codes of positive and negative errors change places (A.5.2). */
  boolean isSwapped(int context, int order) {
    return near == 0 && order == 0 && 2 * errors[context] <= -counts[context];
  }

  /** Whether mostly negative errors interrupted runs of this kind. */
  boolean isMostlyNegative(int kind) {
    return 2 * errors[GRADIENTS + kind] >= counts[GRADIENTS + kind];
  }

  void update(int context, int error) {
    int sum = errors[context] + error * step;
    int magnitude = magnitudes[context] + Math.abs(error);
    int count = counts[context];
    if (count == reset) {
      magnitude >>= 1;
      sum >>= 1;
      count >>= 1;
    }
    count++;
    if (sum <= -count) {
      sum = Math.max(sum + count, 1 - count);
      biases[context] = Math.max(biases[context] - 1, MIN_BIAS);
    } else if (sum > 0) {
      sum = Math.min(sum - count, 0);
      biases[context] = Math.min(biases[context] + 1, MAX_BIAS);
    }
    errors[context] = sum;
    magnitudes[context] = magnitude;
    counts[context] = count;
  }

  /** After the sample that ended a run (A.7.2.2). */
  void updateRun(int kind, int error, int code) {
    int context = GRADIENTS + kind;
    if (error < 0) {
      errors[context]++;
    }
    magnitudes[context] += code + 1 - kind >> 1;
    if (counts[context] == reset) {
      magnitudes[context] >>= 1;
      counts[context] >>= 1;
      errors[context] >>= 1;
    }
    counts[context]++;
  }

  /** The sample of a prediction and a (signed, quantized) error, within 0 to maxval. */
  int reconstructed(int prediction, int error) {
    int sample = prediction + error * step;
    if (sample < -near) {
      sample += range * step;
    } else if (sample > maxval + near) {
      sample -= range * step;
    }
    return Math.clamp(sample, 0, maxval);
  }
}
