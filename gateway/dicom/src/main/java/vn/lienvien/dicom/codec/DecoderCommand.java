package vn.lienvien.dicom.codec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a decoding process: this Java and this class path, a heap and an address
 * space that suit the largest frame, no core dump and no error file.
 */
final class DecoderCommand {
  private static final long HEAP_BASE = 48L << 20;
  private static final long ADDRESS_SPACE_BASE = 1L << 30;

  /** Codestream and frame, and room for their copies. */
  private static final int HEAP_FACTOR = 3;

  /** OpenJPEG's planes, coefficients and code-blocks. */
  private static final int NATIVE_FACTOR = 12;

  /** Limits that the kernel keeps; one that it does not know is no reason not to start. */
  private static final String LIMITED =
      "ulimit -c 0 2>/dev/null; ulimit -v \"$0\" 2>/dev/null; exec \"$@\"";

  private DecoderCommand() {}

  static List<String> of(CodecSettings settings) {
    long heap = HEAP_BASE + HEAP_FACTOR * settings.maxFrameBytes();
    long addressSpace = ADDRESS_SPACE_BASE + heap + NATIVE_FACTOR * settings.maxFrameBytes();
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", "-c", LIMITED, Long.toString(addressSpace >> 10)));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + (heap >> 20) + "m",
            "-Xms8m",
            "-XX:+UseSerialGC",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:CompressedClassSpaceSize=32m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+SuppressFatalErrorMessage",
            "-XX:+DisplayVMOutputToStderr",
            "--enable-native-access=ALL-UNNAMED"));
    settings
        .openJpegLibrary()
        .ifPresent(
            library -> command.add("-D%s=%s".formatted(CodecSettings.LIBRARY_PROPERTY, library)));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), DecoderMain.class.getName()));
    return command;
  }
}
