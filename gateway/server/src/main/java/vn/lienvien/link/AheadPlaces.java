package vn.lienvien.link;

import java.util.ArrayList;
import java.util.List;

/**
 * Where frames of a parcel lie in the stream that went ahead of it. In an OFFER: <i>n</i> stream, 0
 * and nothing more for none; <i>n</i> runs; for each run three <i>n</i>: how many objects it passes
 * over, how many follow one another in the stream, and where in it the first begins. Immutable.
 */
record AheadPlaces(int stream, List<Run> runs) {
  AheadPlaces {
    runs = List.copyOf(runs);
  }

  /** Objects that lie in the stream one behind the other, in the manifest's order. */
  record Run(int firstObject, int objects, long streamOffset) {}

  /** The same bytes in the content and in the stream. */
  record Extent(long contentOffset, long streamOffset, long length) {
    long contentEnd() {
      return contentOffset + length;
    }
  }

  static AheadPlaces none() {
    return new AheadPlaces(0, List.of());
  }

  byte[] wire() {
    WireWriter out = new WireWriter().number(stream);
    if (stream == 0) {
      return out.toByteArray();
    }
    out.number(runs.size());
    int passed = 0;
    for (Run run : runs) {
      out.number(run.firstObject() - passed).number(run.objects()).number(run.streamOffset());
      passed = run.firstObject() + run.objects();
    }
    return out.toByteArray();
  }

  static AheadPlaces read(WireReader in) throws LinkFormatException {
    long stream = in.number();
    if (stream == 0) {
      return none();
    }
    int count = in.count();
    List<Run> runs = new ArrayList<>();
    long passed = 0;
    for (int i = 0; i < count; i++) {
      long first = passed + in.number();
      long objects = in.number();
      long at = in.number();
      passed = first + objects;
      boolean sound = first >= 0 && objects > 0 && passed > 0 && passed <= Integer.MAX_VALUE;
      if (!sound || at > LinkLimits.STREAM_BYTES) {
        throw new LinkFormatException("frames that cannot have gone ahead");
      }
      runs.add(new Run((int) first, (int) objects, at));
    }
    if (stream > Integer.MAX_VALUE) {
      throw new LinkFormatException("a stream's number is beyond the limit");
    }
    return new AheadPlaces((int) stream, runs);
  }

  /** The same in bytes; what the layout does not have is left out. */
  List<Extent> extents(ContentLayout layout) {
    List<Extent> extents = new ArrayList<>();
    for (Run run : runs) {
      int end = run.firstObject() + run.objects();
      if (end <= layout.objects()) {
        long from = layout.offset(run.firstObject());
        extents.add(new Extent(from, run.streamOffset(), layout.offset(end) - from));
      }
    }
    return extents;
  }
}
