package vn.lienvien.dicom.io;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import vn.lienvien.dicom.data.VR;

/** Where the pixel value of a file that is being written comes from, without being in the heap. */
public sealed interface PixelSource {
  int tag();

  /** Writes bytes as they will stand in the file. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Takes fragments one after the other. */
  interface FragmentSink {
    /** Writes a fragment; an odd one is padded. */
    void fragment(byte[] bytes) throws IOException;

    /** Writes a fragment of which only the length is known beforehand. */
    void fragment(long length, Content content) throws IOException;
  }

  /** Brings all fragments. */
  @FunctionalInterface
  interface FragmentProducer {
    void produce(FragmentSink sink) throws IOException;
  }

  /**
   * Native pixels (PS3.5 A.1 to A.3).
   *
   * @param length that the content will have; an odd one is padded
   * @param content in the byte order of the transfer syntax that is written
   */
  record Native(int tag, VR vr, long length, Content content) implements PixelSource {}

  /**
   * Pixels in fragments (PS3.5 A.4).
   *
   * @param basicOffsetTable empty, or where each frame will begin
   */
  record Encapsulated(int tag, List<Long> basicOffsetTable, FragmentProducer fragments)
      implements PixelSource {}
}
