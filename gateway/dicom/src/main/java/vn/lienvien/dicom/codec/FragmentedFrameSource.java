package vn.lienvien.dicom.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.List;
import vn.lienvien.dicom.io.EncapsulatedPixelData.Fragment;

/** Frames out of fragments, joined where one frame has several (PS3.5 A.4). */
record FragmentedFrameSource(FileChannel file, List<List<Fragment>> frames, long maxFrameBytes)
    implements FrameSource {

  @Override
  public byte[] stored(int frameIndex) throws IOException {
    List<Fragment> fragments = frames.get(frameIndex);
    long length = fragments.stream().mapToLong(Fragment::length).sum();
    if (length > maxFrameBytes) {
      throw FrameCodecException.tooLarge("an encoded frame of " + length + " bytes");
    }
    byte[] bytes = new byte[(int) length];
    int at = 0;
    for (Fragment fragment : fragments) {
      FileRange.read(file, fragment.offset(), bytes, at, (int) fragment.length());
      at += (int) fragment.length();
    }
    return bytes;
  }

  /**
   * Whether the fragment begins like a JPEG, JPEG-LS (SOI) or JPEG 2000 (SOC, JP2 signature)
   * stream.
   */
  static boolean beginsCodestream(FileChannel file, Fragment fragment) {
    if (fragment.length() < 4) {
      return false;
    }
    byte[] start = new byte[3];
    try {
      FileRange.read(file, fragment.offset(), start, 0, start.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean jpeg = start[0] == (byte) 0xFF && start[1] == (byte) 0xD8 && start[2] == (byte) 0xFF;
    boolean jpeg2000 =
        start[0] == (byte) 0xFF && start[1] == (byte) 0x4F && start[2] == (byte) 0xFF;
    boolean jp2 = start[0] == 0 && start[1] == 0 && start[2] == 0;
    return jpeg || jpeg2000 || jp2;
  }
}
