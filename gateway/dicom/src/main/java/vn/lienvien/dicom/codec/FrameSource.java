package vn.lienvien.dicom.codec;

import java.io.IOException;

/** Where the stored bytes of frames come from; safe for many threads. */
@FunctionalInterface
interface FrameSource {
  /**
   * One frame as it is stored: native cells in little endian and the data set's planar
   * configuration, or the joined fragments.
   */
  byte[] stored(int frameIndex) throws IOException;
}
