package vn.lienvien.dicom.codec;

import java.util.List;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;

/**
 * Where the attributes of one frame stand: in its own functional group, in the shared one, or in
 * the data set (PS3.3 C.7.6.16).
 */
final class FunctionalGroups {
  private FunctionalGroups() {}

  /**
   * The first item of a functional group macro's sequence; the data set itself where there is none.
   */
  static Attributes of(Attributes dataset, int frameIndex, int sequenceTag) {
    List<Attributes> perFrame = dataset.items(Tag.PerFrameFunctionalGroupsSequence);
    if (frameIndex < perFrame.size() && !perFrame.get(frameIndex).items(sequenceTag).isEmpty()) {
      return perFrame.get(frameIndex).items(sequenceTag).getFirst();
    }
    return dataset
        .item(Tag.SharedFunctionalGroupsSequence)
        .flatMap(shared -> shared.item(sequenceTag))
        .orElse(dataset);
  }
}
