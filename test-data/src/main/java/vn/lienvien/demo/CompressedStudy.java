package vn.lienvien.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.EncapsulatedPixelData;
import vn.lienvien.dicom.io.EncapsulatedPixelData.Fragment;
import vn.lienvien.dicom.io.NativePixelData;

/**
 * A study as the requesting gateway keeps it, and the fewest bytes that it could cross a line in.
 *
 * @param minimalBytes compressed pixels as they are, and everything else of all files in one zstd
 *     frame at its strongest usual setting
 */
record CompressedStudy(List<Path> files, long minimalBytes) {

  static CompressedStudy at(Hospital hospital, String studyInstanceUID) throws IOException {
    Path archive = hospital.gatewayDirectory().resolve("archive");
    List<Path> files =
        StudyFiles.find(archive, studyInstanceUID).values().stream().sorted().toList();
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    long pixels = 0;
    for (Path file : files) {
      pixels += split(file, headers);
    }
    return new CompressedStudy(files, pixels + zstdBytes(headers.toByteArray()));
  }

  /** Adds all but the compressed pixels to the headers; returns how many bytes those pixels are. */
  private static long split(Path file, ByteArrayOutputStream headers) throws IOException {
    byte[] all = Files.readAllBytes(file);
    List<Fragment> left =
        switch (DicomFile.read(file).pixelData().orElse(null)) {
          case EncapsulatedPixelData pixels -> pixels.fragments();
          case NativePixelData pixels -> List.of();
          case null -> List.of();
        };
    int at = 0;
    long bytes = 0;
    for (Fragment fragment : left) {
      headers.write(Arrays.copyOfRange(all, at, (int) fragment.offset()));
      at = (int) (fragment.offset() + fragment.length());
      bytes += fragment.length();
    }
    headers.write(Arrays.copyOfRange(all, at, all.length));
    return bytes;
  }

  private static long zstdBytes(byte[] headers) throws IOException {
    Path file = Files.createTempFile("lienvien-headers", ".bin");
    try {
      Files.write(file, headers);
      Process zstd =
          new ProcessBuilder("zstd", "-19", "--long=27", "-c", file.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return zstd.getInputStream().readAllBytes().length;
    } finally {
      Files.delete(file);
    }
  }
}
