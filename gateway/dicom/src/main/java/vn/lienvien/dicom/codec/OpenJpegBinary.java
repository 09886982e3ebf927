package vn.lienvien.dicom.codec;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Finds the shared object that holds OpenJPEG: the one the operator names, or the one in the
 * leptonica jar of this platform. That object needs nothing but libc and libm; only its {@code
 * opj_} functions are ever looked up.
 */
final class OpenJpegBinary {
  private static final String RESOURCE = "/org/bytedeco/leptonica/%s/libleptonica.so.6";

  private OpenJpegBinary() {}

  static SymbolLookup load(CodecSettings settings, Arena arena) throws IOException {
    if (settings.openJpegLibrary().isPresent()) {
      return lookup(settings.openJpegLibrary().get(), arena);
    }
    return bundled(arena);
  }

  /**
   * The loader maps the file, so that its name can go at once: nothing is left behind by a killed
   * process, and nobody can change the bytes of a library that a later start would trust.
   */
  private static SymbolLookup bundled(Arena arena) throws IOException {
    String resource = RESOURCE.formatted(platform());
    try (InputStream bytes = OpenJpegBinary.class.getResourceAsStream(resource)) {
      if (bytes == null) {
        throw new IOException(
            "no OpenJPEG for this platform on the class path ("
                + resource
                + "): name the system's libopenjp2 in the configuration");
      }
      Path directory = Files.createTempDirectory("lienvien-codec-");
      Path file = directory.resolve("openjpeg.so");
      try {
        Files.copy(bytes, file);
        return lookup(file, arena);
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(directory);
      }
    }
  }

  private static SymbolLookup lookup(Path file, Arena arena) throws IOException {
    try {
      return SymbolLookup.libraryLookup(file.toAbsolutePath(), arena);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "cannot load OpenJPEG from "
              + file
              + ": is the file a shared object of this machine, and may programs be mapped from its file system?",
          e);
    }
  }

  private static String platform() {
    String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return switch (architecture) {
      case "amd64", "x86_64" -> "linux-x86_64";
      case "aarch64", "arm64" -> "linux-arm64";
      default -> "linux-" + architecture;
    };
  }
}
