package vn.lienvien.dicom.codec;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vn.lienvien.dicom.io.PixelSource.FragmentSink;

/**
 * Encoded frames one after the other in a file of their own: how long they are must be known before
 * the first is written to its place.
 *
 * @param digest {@link FramesDigest} of the frames before encoding
 */
record SpooledFrames(Path file, List<Integer> lengths, String digest) {

  /**
   * @param hash of the frame before it was encoded
   */
  record Encoded(byte[] fragment, byte[] hash) {}

  static SpooledFrames encode(
      Frames frames,
      FrameCodecPool pool,
      FrameCodecPool.FrameWork<Encoded> work,
      Path spool,
      FrameProgress progress)
      throws IOException {
    List<Integer> lengths = new ArrayList<>();
    FrameHashes hashes = new FrameHashes(frames.description());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(spool))) {
      pool.inOrder(
          frames.count(),
          work,
          encoded -> {
            out.write(encoded.fragment());
            lengths.add(encoded.fragment().length);
            hashes.add(encoded.hash());
            progress.at(lengths.size(), frames.count());
          });
    }
    return new SpooledFrames(spool, lengths, hashes.hex());
  }

  /** All of them, without items and padding. */
  long bytes() {
    return lengths.stream().mapToLong(Integer::longValue).sum();
  }

  /** One fragment a frame. */
  void produce(FragmentSink sink) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (int length : lengths) {
        sink.fragment(in.readNBytes(length));
      }
    }
  }
}
