package vn.lienvien.dicom.codec;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * One running {@link DecoderMain} and its pipes. For one thread at a time; whoever else ends it
 * makes that thread's call fail.
 */
final class DecoderProcess implements AutoCloseable {
  private static final int PIPE_BUFFER = 1 << 16;
  private static final List<String> KEPT_ENVIRONMENT = List.of("PATH", "LANG", "TMPDIR");

  private final Process process;
  private final DataOutputStream out;
  private final DataInputStream in;

  private DecoderProcess(Process process) {
    this.process = process;
    out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), PIPE_BUFFER));
    in = new DataInputStream(new BufferedInputStream(process.getInputStream(), PIPE_BUFFER));
  }

  /** Nothing of this process's environment reaches it but what a program needs to start. */
  static DecoderProcess start(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().retainAll(KEPT_ENVIRONMENT);
    // Each of its threads would else reserve an arena of its own.
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    return new DecoderProcess(builder.start());
  }

  byte[] decode(DecoderMessages.Request request) throws IOException {
    DecoderMessages.write(request, out);
    return DecoderMessages.readAnswer(in, request.format().frameBytes());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it at once, whatever it is doing. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
