package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.Path;
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
  /** Shorter fragments cost less inside the zstd stream than they would as stretches. */
  private static final long SHORT_FRAGMENT = 512;

  private final FramesDigest digest;

  /** Decodes with the codecs of this pool. */
  public DicomPixels(FrameCodecPool codecs) {
    this.digest = new FramesDigest(codecs);
  }

  /**
   * The stretches of a file that are compressed already and gain nothing from zstd: the fragments
   * of encapsulated pixel data (PS3.5 A.4). Native pixels do gain and are not among them.
   */
  List<ByteRange> compressed(Path file) throws IOException {
    try {
      return DicomFile.read(file)
          .pixelData()
          .map(pixels ->
              switch (pixels) {
                case NativePixelData ignored -> List.<Fragment>of();
                case EncapsulatedPixelData encapsulated -> encapsulated.fragments();
              })
          .orElse(List.of())
          .stream()
          .filter(fragment -> fragment.length() >= SHORT_FRAGMENT)
          .map(fragment -> new ByteRange(fragment.offset(), fragment.length()))
          .toList();
    } catch (DicomFormatException e) {
      // It travels all the same, byte for byte, only less tightly packed.
      return List.of();
    }
  }

  /** SHA-256 hex over the decoded frames; empty where nothing is defined to the bit. */
  String framesDigest(Path file) throws IOException {
    return digest.of(DicomFile.read(file));
  }
}
