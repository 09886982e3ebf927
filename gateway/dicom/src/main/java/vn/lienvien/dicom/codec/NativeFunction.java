package vn.lienvien.dicom.codec;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/**
 * One C function, called with boxed arguments: a score of calls a frame, so that boxing costs
 * nothing that counts.
 */
final class NativeFunction {
  private final String name;
  private final MethodHandle handle;

  NativeFunction(SymbolLookup symbols, String name, FunctionDescriptor descriptor) {
    this.name = name;
    MethodHandle plain =
        Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), descriptor);
    handle =
        plain
            .asSpreader(Object[].class, plain.type().parameterCount())
            .asType(MethodType.methodType(Object.class, Object[].class));
  }

  /** Calls a function that answers nothing. */
  void run(Object... arguments) {
    call(arguments);
  }

  /** Calls a function that answers OPJ_BOOL. */
  boolean test(Object... arguments) {
    return call(arguments) instanceof Integer answer && answer != 0;
  }

  /** Calls a function that answers a pointer, which may be null. */
  MemorySegment make(Object... arguments) {
    return call(arguments) instanceof MemorySegment answer ? answer : MemorySegment.NULL;
  }

  private Object call(Object[] arguments) {
    try {
      return (Object) handle.invokeExact(arguments);
    } catch (Throwable e) {
      // What invokeExact declares; native code throws nothing, so that only a wrong signature does.
      throw new IllegalStateException("calling " + name + " failed: " + e.getMessage(), e);
    }
  }
}
