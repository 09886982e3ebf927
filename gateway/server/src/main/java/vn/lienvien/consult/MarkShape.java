package vn.lienvien.consult;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vn.lienvien.consult.Annotations.Mark;
import vn.lienvien.consult.Annotations.Place;

/**
 * A drawn part of a mark, in the words that structured reports (PS3.3 C.18.6) and presentation
 * states (C.10.5) share.
 *
 * @param places columns and rows from the corner of the first pixel
 */
record MarkShape(String graphicType, List<Place> places) {

  static List<MarkShape> of(Mark mark) {
    List<Place> at = mark.points();
    return switch (mark.kind()) {
      case PROBE -> List.of(new MarkShape("POINT", at));
      case LENGTH, ANGLE, ARROW -> List.of(new MarkShape("POLYLINE", at));
      case COBB, BIDIRECTIONAL, CARDIOTHORACIC ->
          List.of(
              new MarkShape("POLYLINE", at.subList(0, 2)),
              new MarkShape("POLYLINE", at.subList(2, 4)));
      case RECTANGLE -> List.of(new MarkShape("POLYLINE", corners(at.get(0), at.get(1))));
      case ELLIPSE -> List.of(new MarkShape("ELLIPSE", axes(at.get(0), at.get(1))));
    };
  }

  /** (0070,0022): column and row, place by place. */
  double[] graphicData() {
    return places.stream().flatMap(p -> Stream.of(p.x(), p.y())).mapToDouble(d -> d).toArray();
  }

  /** Closed: the first corner comes last as well. */
  private static List<Place> corners(Place a, Place b) {
    return List.of(a, new Place(b.x(), a.y()), b, new Place(a.x(), b.y()), a);
  }

  /** Ends of the major axis, then of the minor one. */
  private static List<Place> axes(Place a, Place b) {
    double x = (a.x() + b.x()) / 2;
    double y = (a.y() + b.y()) / 2;
    List<Place> across = List.of(new Place(a.x(), y), new Place(b.x(), y));
    List<Place> down = List.of(new Place(x, a.y()), new Place(x, b.y()));
    boolean wide = Math.abs(b.x() - a.x()) >= Math.abs(b.y() - a.y());
    List<Place> all = new ArrayList<>(wide ? across : down);
    all.addAll(wide ? down : across);
    return all;
  }
}
