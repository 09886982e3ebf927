package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenJpegLibraryTest {
  @Test
  void isBundled() throws IOException {
    try (FrameCodecPool pool = FrameCodecPool.open(settings(Optional.empty()))) {
      assertThat(pool.description()).isEqualTo("OpenJPEG 2.5.4");
    }
  }

  @Test
  void leavesNoFileBehind() throws IOException {
    try (FrameCodecPool pool = FrameCodecPool.open(settings(Optional.empty()))) {
      String mapped = Files.readString(Path.of("/proc/self/maps"));
      assertThat(mapped).contains("openjpeg.so (deleted)");
      assertThat(pool.settings().threads()).isEqualTo(1);
    }
  }

  @Test
  void refusesAFileThatIsNoLibrary(@TempDir Path directory) throws IOException {
    Path text = Files.writeString(directory.resolve("libopenjp2.so"), "no library");

    assertThatThrownBy(() -> FrameCodecPool.open(settings(Optional.of(text))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(text.toString());
  }

  private static CodecSettings settings(Optional<Path> library) {
    return new CodecSettings(1, 1 << 20, library, false, 0);
  }
}
