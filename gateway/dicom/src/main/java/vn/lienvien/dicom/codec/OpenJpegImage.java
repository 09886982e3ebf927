package vn.lienvien.dicom.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static vn.lienvien.dicom.codec.OpenJpegLayouts.IMAGE;
import static vn.lienvien.dicom.codec.OpenJpegLayouts.IMAGE_COMPONENT;
import static vn.lienvien.dicom.codec.OpenJpegLayouts.offset;

import java.lang.foreign.MemorySegment;

/** A view of one opj_image_t and its components; the library owns the memory. */
record OpenJpegImage(MemorySegment header, MemorySegment components) {

  private static final long COUNT = offset(IMAGE, "numcomps");
  private static final long COMPONENTS = offset(IMAGE, "comps");
  private static final long DATA = offset(IMAGE_COMPONENT, "data");

  private static final long WIDTH = offset(IMAGE_COMPONENT, "w");
  private static final long HEIGHT = offset(IMAGE_COMPONENT, "h");
  private static final long PRECISION = offset(IMAGE_COMPONENT, "prec");

  static OpenJpegImage at(MemorySegment pointer) {
    MemorySegment header = pointer.reinterpret(IMAGE.byteSize());
    long count = header.get(JAVA_INT, COUNT);
    MemorySegment components =
        header.get(ADDRESS, COMPONENTS).reinterpret(count * IMAGE_COMPONENT.byteSize());
    return new OpenJpegImage(header, components);
  }

  int count() {
    return header.get(JAVA_INT, COUNT);
  }

  /** Whether a component is what the codestream's header promised. */
  boolean isComponent(int index, Jpeg2000Format format) {
    long at = index * IMAGE_COMPONENT.byteSize();
    return components.get(JAVA_INT, at + WIDTH) == format.columns()
        && components.get(JAVA_INT, at + HEIGHT) == format.rows()
        && components.get(JAVA_INT, at + PRECISION) == format.precision();
  }

  /**
   * The samples of one component, {@code pixels} ints; the caller knows from the header that there
   * are so many.
   */
  MemorySegment plane(int index, int pixels) throws FrameCodecException {
    MemorySegment data = components.get(ADDRESS, index * IMAGE_COMPONENT.byteSize() + DATA);
    return required(data, "component").reinterpret((long) pixels * Integer.BYTES);
  }

  static MemorySegment required(MemorySegment pointer, String what) throws FrameCodecException {
    if (pointer.address() == 0) {
      throw FrameCodecException.tooLarge("OpenJPEG has no memory for a new " + what);
    }
    return pointer;
  }
}
