package vn.lienvien.dicom.codec;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import vn.lienvien.dicom.io.DicomFile;

/**
 * Whether two files hold the same pixels, whatever transfer syntax each has them in: decoded frames
 * are compared cell by cell. Safe for many threads; two frames a thread are in memory.
 */
public final class PixelComparison {
  private final FrameCodecPool pool;

  public PixelComparison(FrameCodecPool pool) {
    this.pool = pool;
  }

  /** What came out. */
  public sealed interface Outcome {
    /** In words, without patient data. */
    String detail();
  }

  /** Every cell of every frame is equal, or neither file has pixels. */
  public record Same(String detail) implements Outcome {}

  /** Some cells differ, or the frames cannot be laid over each other. */
  public record Different(String detail) implements Outcome {}

  /** At least one file cannot be decoded here, and the encoded frames are not the same either. */
  public record Undecided(String detail) implements Outcome {}

  public Outcome compare(DicomFile a, DicomFile b) throws IOException {
    if (a.pixelData().isEmpty() || b.pixelData().isEmpty()) {
      return a.pixelData().isEmpty() && b.pixelData().isEmpty()
          ? new Same("neither has pixels")
          : new Different("only one has pixels");
    }
    try (Frames first = Frames.open(a, pool);
        Frames second = Frames.open(b, pool)) {
      Optional<String> misfit = misfit(first.decodedDescription(), second.decodedDescription());
      if (misfit.isPresent()) {
        return new Different(misfit.get());
      }
      try {
        return compare(first, second);
      } catch (FrameCodecException e) {
        boolean alike =
            a.transferSyntaxUID().equals(b.transferSyntaxUID()) && sameStored(first, second);
        return alike
            ? new Same("encoded frames that are equal, not decoded: " + e.getMessage())
            : new Undecided(e.refusal() + ": " + e.getMessage());
      }
    } catch (FrameCodecException e) {
      return new Undecided(e.refusal() + ": " + e.getMessage());
    }
  }

  private static Optional<String> misfit(PixelDescription a, PixelDescription b) {
    String first = layout(a);
    String second = layout(b);
    return first.equals(second) ? Optional.empty() : Optional.of(first + " against " + second);
  }

  private static String layout(PixelDescription pixels) {
    return "%d frames of %d x %d x %d in %d bits, %s"
        .formatted(
            pixels.numberOfFrames(),
            pixels.rows(),
            pixels.columns(),
            pixels.samplesPerPixel(),
            pixels.bitsAllocated(),
            pixels.photometricInterpretation());
  }

  /** How one pair of frames compares. */
  private record Pair(int frameIndex, int cells, long largest) {}

  private Outcome compare(Frames a, Frames b) throws IOException {
    PixelDescription pixels = a.decodedDescription();
    int[] differing = {0};
    Pair[] worst = {new Pair(-1, 0, 0)};
    pool.<Pair>inOrder(
        a.count(),
        frameIndex ->
            pair(frameIndex, a.decodedHere(frameIndex), b.decodedHere(frameIndex), pixels),
        pair -> {
          differing[0] += pair.cells > 0 ? 1 : 0;
          worst[0] = pair.cells > worst[0].cells ? pair : worst[0];
        });
    if (differing[0] == 0) {
      return new Same(layout(pixels));
    }
    return new Different(
        "%d of %d frames differ; most in frame %d: %d cells%s"
            .formatted(
                differing[0],
                a.count(),
                worst[0].frameIndex + 1,
                worst[0].cells,
                worst[0].largest > 0 ? ", by at most " + worst[0].largest : ""));
  }

  private static Pair pair(int frameIndex, byte[] a, byte[] b, PixelDescription pixels) {
    if (Arrays.equals(a, b)) {
      return new Pair(frameIndex, 0, 0);
    }
    boolean integers = pixels.bitsAllocated() <= Integer.SIZE && !pixels.isSubsampled();
    if (!integers) {
      int bytes = 0;
      for (int i = 0; i < a.length; i++) {
        bytes += a[i] == b[i] ? 0 : 1;
      }
      return new Pair(frameIndex, bytes, 0);
    }
    StoredValues first = new StoredValues(a, pixels);
    StoredValues second = new StoredValues(b, pixels);
    int cells = 0;
    long largest = 0;
    for (int i = 0; i < first.count(); i++) {
      long distance = Math.abs((long) first.at(i) - second.at(i));
      cells += distance == 0 ? 0 : 1;
      largest = Math.max(largest, distance);
    }
    // What differs above Bits Stored only has no distance, but is another cell all the same.
    return new Pair(frameIndex, Math.max(cells, 1), largest);
  }

  private static boolean sameStored(Frames a, Frames b) throws IOException {
    for (int i = 0; i < a.count(); i++) {
      if (!Arrays.equals(a.encoded(i), b.encoded(i))) {
        return false;
      }
    }
    return true;
  }
}
