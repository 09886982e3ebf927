package vn.lienvien.dicom.net;

/**
 * Outstanding operations allowed at once, from the requestor's point of view (PS3.7 D.3.3.3); 1 is
 * synchronous, 0 is without limit.
 */
public record AsyncWindow(int invoked, int performed) {
  public static final AsyncWindow SYNCHRONOUS = new AsyncWindow(1, 1);

  public AsyncWindow {
    if (invoked < 0 || performed < 0 || invoked > 65535 || performed > 65535) {
      throw new IllegalArgumentException("window out of range: " + invoked + "/" + performed);
    }
  }

  /** What an acceptor that allows this window answers to the proposed one. */
  AsyncWindow answerTo(AsyncWindow proposed) {
    return new AsyncWindow(
        smaller(invoked, proposed.invoked), smaller(performed, proposed.performed));
  }

  private static int smaller(int a, int b) {
    if (a == 0 || b == 0) {
      return Math.max(a, b);
    }
    return Math.min(a, b);
  }
}
