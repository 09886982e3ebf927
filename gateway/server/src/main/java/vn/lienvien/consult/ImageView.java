package vn.lienvien.consult;

import java.util.Objects;
import java.util.Optional;
import vn.lienvien.consult.Annotations.Place;

/**
 * One image as its reader wants it seen; signing makes a softcopy presentation state of it.
 *
 * @param frameNumber from 1
 * @param window in modality units; empty for colours, and where the image's own table makes the
 *     greys
 * @param rotation clockwise, before mirroring: 0, 90, 180 or 270 degrees (PS3.3 C.10.6)
 * @param mirrored left and right of the screen are exchanged
 * @param inverted small values are bright, whatever the photometric interpretation says
 * @param topLeft the place of the image that is seen at the top left of the screen
 * @param bottomRight the place that is seen at the bottom right
 */
public record ImageView(
    String sopInstanceUID,
    int frameNumber,
    Optional<Window> window,
    int rotation,
    boolean mirrored,
    boolean inverted,
    Place topLeft,
    Place bottomRight) {

  private static final double FARTHEST = 1e6;

  public ImageView {
    Objects.requireNonNull(sopInstanceUID, "sopInstanceUID");
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(topLeft, "topLeft");
    Objects.requireNonNull(bottomRight, "bottomRight");
  }

  public record Window(double center, double width) {}

  Optional<String> fault() {
    if (frameNumber < 1 || rotation % 90 != 0 || rotation < 0 || rotation > 270) {
      return Optional.of("a view is of a frame from 1, turned by quarters");
    }
    boolean windowed =
        window.stream()
            .allMatch(w -> Double.isFinite(w.center()) && w.width() >= 1 && w.width() < FARTHEST);
    return windowed && near(topLeft) && near(bottomRight)
        ? Optional.empty()
        : Optional.of("a view has impossible numbers");
  }

  private static boolean near(Place place) {
    return Math.abs(place.x()) < FARTHEST && Math.abs(place.y()) < FARTHEST;
  }
}
