package vn.lienvien.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.lienvien.dicom.io.EncapsulatedPixelData.Fragment;

class FragmentAssemblyTest {
  private static final Fragment A = new Fragment(100, 10);
  private static final Fragment B = new Fragment(118, 10);
  private static final Fragment C = new Fragment(136, 10);

  @Test
  void givesEveryFragmentToTheOnlyFrame() throws FrameCodecException {
    assertThat(frames(1, Set.of(A, B, C))).containsExactly(List.of(A, B, C));
  }

  @Test
  void givesEachFrameItsFragmentWhenTheyAreEqualInNumber() throws FrameCodecException {
    assertThat(frames(3, Set.of())).containsExactly(List.of(A), List.of(B), List.of(C));
  }

  @Test
  void followsTheOffsetTable() throws FrameCodecException {
    assertThat(frames(2, Set.of(), 0, 36)).containsExactly(List.of(A, B), List.of(C));
  }

  @Test
  void looksForCodestreamsWhenTheOffsetTableIsEmptyOrWrong() throws FrameCodecException {
    assertThat(frames(2, Set.of(A, B))).containsExactly(List.of(A), List.of(B, C));
    assertThat(frames(2, Set.of(A, B), 0, 999)).containsExactly(List.of(A), List.of(B, C));
  }

  @Test
  void refusesWhatDoesNotMakeTheNumberOfFrames() {
    assertThatThrownBy(() -> frames(4, Set.of(A, B, C))).isInstanceOf(FrameCodecException.class);
    assertThatThrownBy(() -> frames(2, Set.of(A))).isInstanceOf(FrameCodecException.class);
  }

  private static List<List<Fragment>> frames(int count, Set<Fragment> begins, long... offsets)
      throws FrameCodecException {
    return new FragmentAssembly(List.of(A, B, C), offsets, count).frames(begins::contains);
  }
}
