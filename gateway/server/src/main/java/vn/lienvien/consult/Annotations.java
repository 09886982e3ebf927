package vn.lienvien.consult;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a reader has put on the images of a case, as the page says it. Places are columns and rows
 * from the corner of the first pixel (PS3.3 C.18.6.1.2); values are those that the page showed.
 */
public record Annotations(
    List<Mark> measurements, List<KeyImage> keyImages, List<ImageView> views) {
  public Annotations {
    views = List.copyOf(views);
    measurements = List.copyOf(measurements);
    keyImages = List.copyOf(keyImages);
  }

  public static final Annotations NONE = new Annotations(List.of(), List.of(), List.of());
  private static final int MOST = 500;
  private static final int MOST_VIEWS = 100;
  private static final int LONGEST_LABEL = 1000;

  /** The kinds of measurements, each with the number of its places. */
  public enum Kind {
    LENGTH(2),
    ANGLE(3),
    COBB(4),
    BIDIRECTIONAL(4),
    ELLIPSE(2),
    RECTANGLE(2),
    PROBE(1),
    ARROW(2),
    CARDIOTHORACIC(4);

    private final int places;

    Kind(int places) {
      this.places = places;
    }
  }

  public record Place(double x, double y) {}

  public record Value(MeasuredConcept name, double value, String unit) {
    public Value {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(unit, "unit");
    }
  }

  public record KeyImage(String sopInstanceUID, int frameNumber) {
    public KeyImage {
      Objects.requireNonNull(sopInstanceUID, "sopInstanceUID");
    }
  }

  /**
   * One measurement.
   *
   * @param id a UUID
   * @param frameNumber from 1
   * @param label what an arrow says, else empty
   */
  public record Mark(
      String id,
      Kind kind,
      String sopInstanceUID,
      int frameNumber,
      List<Place> points,
      String label,
      List<Value> values) {

    public Mark {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(sopInstanceUID, "sopInstanceUID");
      Objects.requireNonNull(label, "label");
      points = List.copyOf(points);
      values = List.copyOf(values);
    }

    private Optional<String> fault() {
      if (!id.matches("[0-9a-f-]{36}")) {
        return Optional.of("a measurement's id is a UUID");
      }
      boolean finite =
          points.stream().allMatch(p -> Double.isFinite(p.x()) && Double.isFinite(p.y()))
              && values.stream().allMatch(v -> Double.isFinite(v.value()));
      if (points.size() != kind.places || !finite || frameNumber < 1) {
        return Optional.of("a measurement lacks places or has impossible numbers");
      }
      return label.length() > LONGEST_LABEL || values.size() > 16
          ? Optional.of("a measurement says too much")
          : Optional.empty();
    }
  }

  /**
   * @throws EnvelopeException where the text is not that of annotations
   */
  public static Annotations read(String json) {
    return Json.read(json, Annotations.class);
  }

  String json() {
    return Json.write(this);
  }

  Optional<String> fault() {
    if (Math.max(measurements.size(), keyImages.size()) > MOST || views.size() > MOST_VIEWS) {
      return Optional.of("more than %d marks or %d views".formatted(MOST, MOST_VIEWS));
    }
    if (keyImages.stream().anyMatch(key -> key.frameNumber() < 1)) {
      return Optional.of("frames count from 1");
    }
    long viewed =
        views.stream()
            .map(view -> view.sopInstanceUID() + "/" + view.frameNumber())
            .distinct()
            .count();
    if (viewed < views.size()) {
      return Optional.of("an image has two views");
    }
    return Stream.concat(
            measurements.stream().map(Mark::fault), views.stream().map(ImageView::fault))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Every image that something is put on. */
  Set<String> sopInstanceUIDs() {
    Set<String> uids = new TreeSet<>();
    measurements.forEach(mark -> uids.add(mark.sopInstanceUID()));
    keyImages.forEach(key -> uids.add(key.sopInstanceUID()));
    views.forEach(view -> uids.add(view.sopInstanceUID()));
    return uids;
  }
}
