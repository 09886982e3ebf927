package vn.lienvien.dicom.io;

/**
 * What a reader refuses to hold, whatever the bytes claim. Pixel data of the data set is never held
 * and has no limit.
 *
 * @param maxDepth sequences inside sequences
 * @param maxValueBytes one value that is not pixel data
 * @param maxDatasetBytes all values of a data set, with 64 bytes for every element and item
 * @param maxInflatedBytes a deflated data set after inflation, its pixel data included
 * @param maxInflateRatio inflated to deflated size, once more than 64 MiB have come out
 */
public record Limits(
    int maxDepth,
    long maxValueBytes,
    long maxDatasetBytes,
    long maxInflatedBytes,
    int maxInflateRatio) {
  private static final long MIB = 1L << 20;

  /** 64 levels, 64 MiB a value, 256 MiB a data set, 4 GiB and 1:200 inflated. */
  public static final Limits DEFAULT = new Limits(64, 64 * MIB, 256 * MIB, 4096 * MIB, 200);
}
