package vn.lienvien.dicom.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import vn.lienvien.dicom.io.EncapsulatedPixelData.Fragment;

/**
 * Which fragments make which frame (PS3.5 A.4): by the offset tables where they are filled and
 * true, else by counting, else by looking where a new codestream begins.
 *
 * @param fragments all fragments in file order
 * @param offsets frame offsets out of the extended or basic offset table, from the first fragment's
 *     item tag; may be empty
 * @param frames Number of Frames
 */
record FragmentAssembly(List<Fragment> fragments, long[] offsets, int frames) {
  /**
   * @param beginsFrame whether a fragment's first bytes are those of a new codestream
   */
  List<List<Fragment>> frames(Predicate<Fragment> beginsFrame) throws FrameCodecException {
    if (fragments.isEmpty()) {
      throw FrameCodecException.malformed("encapsulated pixel data without fragments");
    }
    if (frames == 1) {
      return List.of(fragments);
    }
    if (fragments.size() == frames) {
      return fragments.stream().map(List::of).toList();
    }
    if (fragments.size() < frames) {
      throw FrameCodecException.mismatched(
          frames + " frames, but only " + fragments.size() + " fragments");
    }
    if (offsets.length == frames) {
      List<List<Fragment>> byTable = split(this::isFrameOffset);
      if (byTable.size() == frames) {
        return byTable;
      }
    }
    List<List<Fragment>> byContent = split(beginsFrame);
    if (byContent.size() != frames) {
      throw FrameCodecException.mismatched(
          "%d fragments make %d frames, the data set says %d"
              .formatted(fragments.size(), byContent.size(), frames));
    }
    return byContent;
  }

  private boolean isFrameOffset(Fragment fragment) {
    return Arrays.binarySearch(offsets, fragment.offset() - fragments.getFirst().offset()) >= 0;
  }

  private List<List<Fragment>> split(Predicate<Fragment> begins) {
    List<List<Fragment>> result = new ArrayList<>();
    for (Fragment fragment : fragments) {
      if (result.isEmpty() || begins.test(fragment)) {
        result.add(new ArrayList<>());
      }
      result.getLast().add(fragment);
    }
    return result;
  }
}
