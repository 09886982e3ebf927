package vn.lienvien.dicom.codec;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The program of a decoding process: answers one request after the other on its pipes until they
 * are closed, and ends itself when a frame takes longer than the request allows, so that it never
 * outlives a parent that was killed.
 */
public final class DecoderMain {
  private static final int PIPE_BUFFER = 1 << 16;
  private static final long CHECK_MILLIS = 500;
  private static final int TOO_LONG = 3;

  private final Jpeg2000Decoder decoder;
  private final AtomicLong deadline = new AtomicLong(Long.MAX_VALUE);

  private DecoderMain(OpenJpegLibrary library) {
    decoder = new Jpeg2000Decoder(library);
  }

  public static void main(String[] arguments) throws IOException {
    try (OpenJpegLibrary library = OpenJpegLibrary.open(CodecSettings.defaults().inProcess());
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, PIPE_BUFFER));
        DataOutputStream out =
            new DataOutputStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), PIPE_BUFFER))) {
      DecoderMain program = new DecoderMain(library);
      Thread.ofPlatform().daemon().name("deadline").start(program::watch);
      program.answer(in, out);
    }
  }

  private void answer(DataInputStream in, DataOutputStream out) throws IOException {
    while (true) {
      DecoderMessages.Request request;
      try {
        request = DecoderMessages.readRequest(in);
      } catch (EOFException e) {
        return;
      }
      deadline.set(System.nanoTime() + request.limitMillis() * 1_000_000L);
      try {
        DecoderMessages.writeFrame(decoder.decode(request.codestream(), request.format()), out);
      } catch (FrameCodecException e) {
        DecoderMessages.writeRefusal(e, out);
      } finally {
        deadline.set(Long.MAX_VALUE);
      }
    }
  }

  private void watch() {
    while (true) {
      try {
        Thread.sleep(CHECK_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
      long limit = deadline.get();
      if (limit != Long.MAX_VALUE && System.nanoTime() - limit > 0) {
        Runtime.getRuntime().halt(TOO_LONG);
      }
    }
  }
}
