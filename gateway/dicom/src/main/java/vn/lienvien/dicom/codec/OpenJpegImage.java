package vn.lienvien.dicom.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static vn.lienvien.dicom.codec.OpenJpegLayouts.IMAGE;
import static vn.lienvien.dicom.codec.OpenJpegLayouts.IMAGE_COMPONENT;
import static vn.lienvien.dicom.codec.OpenJpegLayouts.offset;

import java.lang.foreign.MemorySegment;

/** A view of one opj_image_t and its components; the library owns the memory. */
record OpenJpegImage(MemorySegment header, MemorySegment components) {

  static OpenJpegImage at(MemorySegment pointer) {
    MemorySegment header = pointer.reinterpret(IMAGE.byteSize());
    long count = header.get(JAVA_INT, offset(IMAGE, "numcomps"));
    MemorySegment components =
        header.get(ADDRESS, offset(IMAGE, "comps")).reinterpret(count * IMAGE_COMPONENT.byteSize());
    return new OpenJpegImage(header, components);
  }

  int count() {
    return header.get(JAVA_INT, offset(IMAGE, "numcomps"));
  }

  int component(int index, String field) {
    return components.get(
        JAVA_INT, index * IMAGE_COMPONENT.byteSize() + offset(IMAGE_COMPONENT, field));
  }

  /**
   * The samples of one component, {@code pixels} ints; the caller knows from the header that there
   * are so many.
   */
  MemorySegment plane(int index, int pixels) throws FrameCodecException {
    MemorySegment data =
        components.get(
            ADDRESS, index * IMAGE_COMPONENT.byteSize() + offset(IMAGE_COMPONENT, "data"));
    return required(data, "component").reinterpret((long) pixels * Integer.BYTES);
  }

  static MemorySegment required(MemorySegment pointer, String what) throws FrameCodecException {
    if (pointer.address() == 0) {
      throw FrameCodecException.tooLarge("OpenJPEG has no memory for a new " + what);
    }
    return pointer;
  }
}
