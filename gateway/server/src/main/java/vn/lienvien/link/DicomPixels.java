package vn.lienvien.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.FramesDigest;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.DicomFormatException;
import vn.lienvien.dicom.io.EncapsulatedPixelData;
import vn.lienvien.dicom.io.EncapsulatedPixelData.Fragment;
import vn.lienvien.dicom.io.NativePixelData;

/** What the link needs to know of a file's pixels. Thread-safe. */
public final class DicomPixels {
  /** Shorter ones cost less inside the zstd stream than they would beside it. */
  private static final long SHORT_STRETCH = 512;

  private final FramesDigest digest;

  /** Decodes with the codecs of this pool. */
  public DicomPixels(FrameCodecPool codecs) {
    this.digest = new FramesDigest(codecs);
  }

  /**
   * The stretches of a file that are compressed already and gain nothing from zstd: the fragments
   * of encapsulated pixel data (PS3.5 A.4) behind the headers of their codestreams. Native pixels
   * do gain and are not among them.
   */
  List<ByteRange> compressed(Path file) throws IOException {
    List<Fragment> fragments = fragments(file);
    List<ByteRange> stretches = new ArrayList<>(fragments.size());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (Fragment fragment : fragments) {
        int header = header(channel, fragment);
        if (fragment.length() - header >= SHORT_STRETCH) {
          stretches.add(new ByteRange(fragment.offset() + header, fragment.length() - header));
        }
      }
    }
    return stretches;
  }

  private static List<Fragment> fragments(Path file) throws IOException {
    try {
      return switch (DicomFile.read(file).pixelData().orElse(null)) {
        case EncapsulatedPixelData encapsulated -> encapsulated.fragments();
        case NativePixelData ignored -> List.of();
        case null -> List.of();
      };
    } catch (DicomFormatException e) {
      // It travels all the same, byte for byte, only less tightly packed.
      return List.of();
    }
  }

  private static int header(FileChannel channel, Fragment fragment) throws IOException {
    int most = (int) Math.min(CodestreamHeader.LONGEST, fragment.length());
    ByteBuffer beginning = ByteBuffer.allocate(most);
    int unused = channel.read(beginning, fragment.offset());
    return CodestreamHeader.length(beginning.flip());
  }

  /** SHA-256 hex over the decoded frames; empty where nothing is defined to the bit. */
  String framesDigest(Path file) throws IOException {
    return digest.of(DicomFile.read(file));
  }
}
