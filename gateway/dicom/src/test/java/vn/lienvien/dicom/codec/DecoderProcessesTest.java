package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienvien.dicom.codec.FrameCodecException.Refusal;

/** The decoder's process dies, hangs or lies; the caller hears of it, and the next frame works. */
class DecoderProcessesTest {
  private static final Jpeg2000Format FORMAT = new Jpeg2000Format(64, 80, 1, 16, 12, false, false);
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path directory;
  private FrameCodecPool pool;
  private byte[] frame;
  private byte[] codestream;

  @BeforeEach
  void open() throws IOException {
    pool = FrameCodecPool.open(CodecSettings.defaults().inProcess());
    frame = Noise.frame(Noise.pixels(64, 80, 1, 16, 12), 4);
    codestream = pool.call(() -> pool.jpeg2000Encoder().encode(frame, FORMAT));
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void oneProcessDecodesOneFrameAfterTheOther() throws Exception {
    try (DecoderProcesses processes = real()) {
      for (int i = 0; i < 5; i++) {
        assertThat(processes.decode(codestream, FORMAT)).isEqualTo(frame);
      }
      assertThat(processes.count()).isEqualTo(1);
      processes.endIdle(Duration.ZERO);
      assertThat(processes.count()).isZero();
      assertThat(processes.decode(codestream, FORMAT)).isEqualTo(frame);
    }
  }

  @Test
  void aRefusalComesBackAsItWasSaidAndTheProcessGoesOn() throws Exception {
    try (DecoderProcesses processes = real()) {
      byte[] cut = Arrays.copyOf(codestream, 60);
      assertThatThrownBy(() -> processes.decode(cut, FORMAT))
          .isInstanceOfSatisfying(
              FrameCodecException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.MALFORMED))
          .hasMessageContaining("OpenJPEG");
      assertThat(processes.decode(codestream, FORMAT)).isEqualTo(frame);
      assertThat(processes.count()).isEqualTo(1);
    }
  }

  @Test
  void aProcessThatWasKilledIsReplaced() throws Exception {
    try (DecoderProcesses processes = real()) {
      processes.decode(codestream, FORMAT);
      List<ProcessHandle> children =
          ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).toList();
      assertThat(children).isNotEmpty();
      children.forEach(ProcessHandle::destroyForcibly);
      for (ProcessHandle child : children) {
        child.onExit().get();
      }
      assertThat(processes.decode(codestream, FORMAT)).isEqualTo(frame);
    }
  }

  /** The first process does the deed, the next is the real one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "kill -SEGV $$", // a native crash
        "kill -KILL $$", // out of memory
        "exec sleep 600", // an endless loop
        "head -c 100000 /dev/zero", // an answer before the question
        "yes"
      })
  void aFrameThatEndsOrStopsItsProcessIsRefusedAndTheNextOneWorks(String deed) throws Exception {
    Path marker = directory.resolve("done");
    String script =
        "if [ -e '%s' ]; then exec \"$@\"; fi; : > '%s'; %s".formatted(marker, marker, deed);
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    command.addAll(DecoderCommand.of(CodecSettings.defaults()));
    Duration patience = deed.contains("sleep") ? Duration.ofMillis(300) : LONG;
    try (DecoderProcesses processes = new DecoderProcesses(command, patience)) {
      assertThatThrownBy(() -> processes.decode(codestream, FORMAT))
          .isInstanceOfSatisfying(
              FrameCodecException.class,
              e -> assertThat(e.refusal()).isEqualTo(Refusal.DECODER_FAILED));
      assertThat(Files.exists(marker)).isTrue();
      assertThat(processes.count()).isZero();
    }
    try (DecoderProcesses processes = new DecoderProcesses(command, LONG)) {
      assertThat(processes.decode(codestream, FORMAT)).isEqualTo(frame);
    }
  }

  @Test
  void aJavaThatCannotBeStartedIsAClearRefusal() {
    try (DecoderProcesses processes = new DecoderProcesses(List.of("/no/such/java"), LONG)) {
      assertThatThrownBy(() -> processes.decode(codestream, FORMAT))
          .isInstanceOf(FrameCodecException.class)
          .hasMessageContaining("no process for decoding can be started");
    }
  }

  private static DecoderProcesses real() {
    return new DecoderProcesses(DecoderCommand.of(CodecSettings.defaults()), LONG);
  }
}
