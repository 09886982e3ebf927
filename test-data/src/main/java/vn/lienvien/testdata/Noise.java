package vn.lienvien.testdata;

import java.util.SplittableRandom;

/**
 * Noise as a scanner makes it: Gaussian, correlated between neighbours (a reconstruction filter
 * blurs it), so that lossless ratios come out near those of real images. Not thread-safe.
 */
final class Noise {
  private final SplittableRandom random;
  private final double standardDeviation;

  Noise(long seed, double standardDeviation) {
    this.random = new SplittableRandom(seed);
    this.standardDeviation = standardDeviation;
  }

  /** One plane of rows x columns values, row by row, mean 0 and the given standard deviation. */
  double[] plane(int rows, int columns) {
    double[] white = new double[rows * columns];
    for (int i = 0; i < white.length; i++) {
      white[i] = random.nextGaussian();
    }
    double[] blurred = new double[white.length];
    // A 2x2 mean halves the deviation: twice the amplitude gives the asked one.
    double amplitude = 2 * standardDeviation;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int here = row * columns + column;
        int right = column + 1 < columns ? here + 1 : here;
        int below = row + 1 < rows ? here + columns : here;
        int diagonal = below + (right - here);
        blurred[here] =
            amplitude * (white[here] + white[right] + white[below] + white[diagonal]) / 4;
      }
    }
    return blurred;
  }
}
