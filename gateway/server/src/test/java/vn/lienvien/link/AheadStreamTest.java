package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.model.Priority;

class AheadStreamTest {
  private static final int HEAD = 20_000;
  private static final int FRAME = 40_000;
  private static final ContentLayout LAYOUT =
      new ContentLayout(HEAD, new long[] {FRAME, FRAME, FRAME});

  @TempDir Path directory;
  private final AheadStream stream = new AheadStream(1, Priority.ROUTINE);
  private ContentIndex content;

  @BeforeEach
  void threeFiles() throws IOException {
    content = ContentIndex.of((offset, target) -> {}, HEAD, HEAD + 3 * FRAME);
    Path file = Files.write(directory.resolve("frames"), new byte[FRAME]);
    for (String name : List.of("c", "a", "b")) {
      stream.add(name, List.of(new Segment(file, 0, FRAME)));
    }
    stream.whole();
  }

  @Test
  void smallFilesWaitForOneAnotherWhileAStretchIsOnItsWay() throws IOException {
    AheadStream small = new AheadStream(2, Priority.ROUTINE);
    Path file = Files.write(directory.resolve("small"), new byte[1000]);
    small.add("first", List.of(new Segment(file, 0, 1000)));
    AheadStream.Stretch alone = small.next(LinkLimits.AHEAD_BYTES).orElseThrow();
    small.add("second", List.of(new Segment(file, 0, 1000)));
    small.add("third", List.of(new Segment(file, 0, 1000)));
    assertThat(small.next(LinkLimits.AHEAD_BYTES)).isEmpty();
    small.confirmed(alone.range());
    AheadStream.Stretch both = small.next(LinkLimits.AHEAD_BYTES).orElseThrow();
    assertThat(both.length()).isEqualTo(2000);

    small.add("last", List.of(new Segment(file, 0, 1000)));
    assertThat(small.next(LinkLimits.AHEAD_BYTES)).isEmpty();
    small.whole();
    assertThat(small.next(LinkLimits.AHEAD_BYTES).orElseThrow().length()).isEqualTo(1000);
    assertThat(small.unsentBytes()).isZero();
  }

  @Test
  void aStretchIsNoLongerThanItsConnectionTakes() {
    AheadStream.Stretch first = stream.next(LinkLimits.FIRST_AHEAD_BYTES).orElseThrow();
    AheadStream.Stretch second = stream.next(LinkLimits.AHEAD_BYTES).orElseThrow();
    assertThat(first.length()).isEqualTo(LinkLimits.FIRST_AHEAD_BYTES);
    assertThat(second.range().offset()).isEqualTo(first.length());
  }

  @Test
  void piecesComeUntilTheirLastByteIsConfirmed() {
    AheadPieces pieces = pieces();
    BitSet frames = new BitSet();
    frames.set(content.pieceAt(HEAD), content.pieces());
    assertThat(pieces.coming()).isEqualTo(frames);
    List<AheadStream.Stretch> sent = everything();
    for (AheadStream.Stretch stretch : sent.subList(0, sent.size() - 1)) {
      stream.confirmed(stretch.range());
      pieces.confirmed(stretch.range());
    }
    assertThat(pieces.coming().isEmpty()).isFalse();
    stream.confirmed(sent.getLast().range());
    pieces.confirmed(sent.getLast().range());
    assertThat(pieces.coming().isEmpty()).isTrue();
  }

  @Test
  void whatIsLostIsLostForAParcelThatIsOfferedBeforeOrAfterIt() {
    AheadPieces before = pieces();
    AheadStream.Stretch first = stream.next(LinkLimits.AHEAD_BYTES).orElseThrow();
    stream.lost(first.range());
    BitSet lost = before.lost(first.range());

    // The stream begins with the file that the manifest lists last.
    assertThat(lost.nextSetBit(0)).isEqualTo(content.pieceAt(HEAD + 2 * FRAME));
    assertThat(lost.cardinality()).isBetween(1, 3);
    assertThat(before.coming().intersects(lost)).isFalse();
    assertThat(pieces().coming()).isEqualTo(before.coming());
  }

  @Test
  void placesAreReadAsTheyWereWrittenAndNothingBeyondTheLimitIs() throws LinkFormatException {
    AheadPlaces places = places();
    assertThat(places.runs())
        .containsExactly(new AheadPlaces.Run(0, 2, FRAME), new AheadPlaces.Run(2, 1, 0));
    assertThat(AheadPlaces.read(new WireReader(places.wire()))).isEqualTo(places);
    byte[] beyond =
        new WireWriter().number(1).number(1).number(0).number(1).number(1L << 40).toByteArray();
    assertThatThrownBy(() -> AheadPlaces.read(new WireReader(beyond)))
        .isInstanceOf(LinkFormatException.class);
  }

  private AheadPlaces places() {
    return stream.places(List.of("a", "b", "c"), LAYOUT);
  }

  private AheadPieces pieces() {
    return new AheadPieces(stream, places().extents(LAYOUT), content);
  }

  private List<AheadStream.Stretch> everything() {
    List<AheadStream.Stretch> all = new ArrayList<>();
    while (stream.hasUnsent()) {
      all.add(stream.next(LinkLimits.AHEAD_BYTES).orElseThrow());
    }
    return all;
  }
}
