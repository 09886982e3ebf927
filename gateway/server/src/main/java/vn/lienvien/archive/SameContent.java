package vn.lienvien.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import vn.lienvien.dicom.codec.FrameCodecException;
import vn.lienvien.dicom.codec.FramesDigest;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.VR;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.EncapsulatedPixelData;
import vn.lienvien.dicom.io.NativePixelData;
import vn.lienvien.dicom.io.PixelData;

/**
 * Whether two files with the same SOP Instance UID are the same instance in two encodings: equal
 * data sets, apart from what an encoding changes, and equal frames.
 */
final class SameContent {
  /** What PS3.5 8.2 and PS3.3 C.7.6.3 let a transfer syntax change. */
  private static final Set<Integer> OF_THE_ENCODING =
      Set.of(
          Tag.PhotometricInterpretation,
          Tag.PlanarConfiguration,
          Tag.PixelData,
          Tag.DataSetTrailingPadding,
          Tag.ExtendedOffsetTable,
          Tag.ExtendedOffsetTableLengths);

  private static final int[] OF_THE_SUBSTANCE = {
    Tag.SOPClassUID,
    Tag.SOPInstanceUID,
    Tag.StudyInstanceUID,
    Tag.SeriesInstanceUID,
    Tag.ContentSequence,
    Tag.EncapsulatedDocument
  };

  private final FramesDigest digest;

  SameContent(FramesDigest digest) {
    this.digest = digest;
  }

  /** {@code knownDigest} is the frames digest of {@code there}; empty when unknown. */
  boolean same(DicomFile there, String knownDigest, DicomFile newcomer) throws IOException {
    return sameDataset(there.dataset(), newcomer.dataset())
        && samePixels(there, knownDigest, newcomer);
  }

  /**
   * Whether a copy that another system gives back is of the same substance: its class, its place,
   * its pixels, its report or document. A PACS may change the rest (PS3.4 B.4.1.3, coercion).
   */
  boolean sameSubstance(DicomFile there, String knownDigest, DicomFile copy) throws IOException {
    for (int tag : OF_THE_SUBSTANCE) {
      boolean both = there.dataset().contains(tag) && copy.dataset().contains(tag);
      boolean neither = !there.dataset().contains(tag) && !copy.dataset().contains(tag);
      if (!neither && !(both && sameElement(there.dataset(), copy.dataset(), tag))) {
        return false;
      }
    }
    return samePixels(there, knownDigest, copy);
  }

  private boolean samePixels(DicomFile there, String knownDigest, DicomFile newcomer)
      throws IOException {
    if (there.pixelData().isEmpty() || newcomer.pixelData().isEmpty()) {
      return there.pixelData().isEmpty() && newcomer.pixelData().isEmpty();
    }
    String before = knownDigest.isEmpty() ? framesOf(there) : knownDigest;
    String now = framesOf(newcomer);
    boolean undefined = before.isEmpty() || now.isEmpty();
    return undefined
        ? there.transferSyntaxUID().equals(newcomer.transferSyntaxUID())
            && pixelBytes(there).equals(pixelBytes(newcomer))
        : before.equals(now);
  }

  private String framesOf(DicomFile file) throws IOException {
    try {
      return digest.of(file);
    } catch (FrameCodecException e) {
      return "";
    }
  }

  /** Of frames that no decoder defines to the bit, the coded bytes must do. */
  private static String pixelBytes(DicomFile file) throws IOException {
    MessageDigest sum = Digests.sha256();
    PixelData pixels = file.pixelData().orElseThrow();
    try (FileChannel channel = file.openPixels()) {
      List<EncapsulatedPixelData.Fragment> parts =
          switch (pixels) {
            case NativePixelData value ->
                List.of(new EncapsulatedPixelData.Fragment(value.offset(), value.length()));
            case EncapsulatedPixelData value -> value.fragments();
          };
      byte[] buffer = new byte[1 << 16];
      for (EncapsulatedPixelData.Fragment part : parts) {
        InputStream in = Channels.newInputStream(channel.position(part.offset()));
        long left = part.length();
        while (left > 0) {
          int n = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
          if (n == 0) {
            throw new IOException("pixel data ends early");
          }
          sum.update(buffer, 0, n);
          left -= n;
        }
      }
    }
    return Digests.hex(sum);
  }

  private static boolean sameDataset(Attributes one, Attributes other) {
    return Arrays.equals(comparedTags(one), comparedTags(other))
        && Arrays.stream(comparedTags(one)).allMatch(tag -> sameElement(one, other, tag));
  }

  private static int[] comparedTags(Attributes dataset) {
    return Arrays.stream(dataset.tags())
        .filter(tag -> (tag & 0xFFFF) != 0 && !OF_THE_ENCODING.contains(tag))
        .toArray();
  }

  private static boolean sameElement(Attributes one, Attributes other, int tag) {
    if (one.vr(tag) == VR.SQ || other.vr(tag) == VR.SQ) {
      List<Attributes> items = one.items(tag);
      List<Attributes> others = other.items(tag);
      if (one.vr(tag) != other.vr(tag) || items.size() != others.size()) {
        return false;
      }
      for (int i = 0; i < items.size(); i++) {
        if (!sameDataset(items.get(i), others.get(i))) {
          return false;
        }
      }
      return true;
    }
    return Arrays.equals(unpadded(one.bytes(tag)), unpadded(other.bytes(tag)));
  }

  /** A value without the one byte that makes it even (PS3.5 6.2). */
  private static byte[] unpadded(byte[] value) {
    int last = value.length - 1;
    boolean padded = last >= 0 && (value[last] == ' ' || value[last] == 0);
    return padded ? Arrays.copyOf(value, last) : value;
  }
}
