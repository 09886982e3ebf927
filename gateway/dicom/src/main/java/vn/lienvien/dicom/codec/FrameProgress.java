package vn.lienvien.dicom.codec;

/**
 * Hears how far the work on a file's frames is; called on the thread that the work was asked on.
 */
@FunctionalInterface
public interface FrameProgress {
  FrameProgress NONE = (done, total) -> {};

  /** After each frame. */
  void at(long done, long total);
}
