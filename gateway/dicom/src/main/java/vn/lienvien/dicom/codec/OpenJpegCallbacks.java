package vn.lienvien.dicom.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * The C function pointers that OpenJPEG calls back: a stream over {@link MemoryStream} and an error
 * sink. They hold no state of their own and never throw, because an exception that leaves an upcall
 * ends the process.
 */
record OpenJpegCallbacks(
    MemorySegment read,
    MemorySegment write,
    MemorySegment skip,
    MemorySegment seek,
    MemorySegment error) {
  private static final AddressLayout STREAM = ADDRESS.withTargetLayout(MemoryStream.STATE);
  private static final AddressLayout MESSAGE = ADDRESS.withTargetLayout(ErrorText.STATE);
  private static final FunctionDescriptor TRANSFER =
      FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_LONG, STREAM);
  private static final FunctionDescriptor MOVE =
      FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, STREAM);
  private static final FunctionDescriptor PLACE =
      FunctionDescriptor.of(JAVA_INT, JAVA_LONG, STREAM);
  private static final FunctionDescriptor TELL = FunctionDescriptor.ofVoid(ADDRESS, MESSAGE);

  static OpenJpegCallbacks in(Arena arena) {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    return new OpenJpegCallbacks(
        stub(lookup, MemoryStream.class, "read", TRANSFER, arena),
        stub(lookup, MemoryStream.class, "write", TRANSFER, arena),
        stub(lookup, MemoryStream.class, "skip", MOVE, arena),
        stub(lookup, MemoryStream.class, "seek", PLACE, arena),
        stub(lookup, ErrorText.class, "append", TELL, arena));
  }

  private static MemorySegment stub(
      MethodHandles.Lookup lookup,
      Class<?> owner,
      String method,
      FunctionDescriptor descriptor,
      Arena arena) {
    try {
      MethodHandle handle = lookup.findStatic(owner, method, descriptor.toMethodType());
      return Linker.nativeLinker().upcallStub(handle, descriptor, arena);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(owner + "." + method, e);
    }
  }
}
