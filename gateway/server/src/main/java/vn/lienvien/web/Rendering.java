package vn.lienvien.web;

import java.util.Arrays;
import java.util.Optional;
import vn.lienvien.dicom.codec.RenderRequest;
import vn.lienvien.dicom.codec.Window;

/** What a request says of how an image is rendered (PS3.18 8.3.5.1). */
final class Rendering {
  private static final int ANY_SIDE = 65_535;

  private Rendering() {}

  /**
   * @param side what the longer side may have where the request does not say
   */
  static RenderRequest of(Exchange exchange, int frameIndex, int side, String mediaType) {
    int[] viewport =
        exchange.query("viewport").map(Rendering::viewport).orElse(new int[] {side, side});
    return new RenderRequest(
        frameIndex,
        viewport[0],
        viewport[1],
        exchange.query("window").map(Rendering::window),
        format(mediaType));
  }

  static RenderRequest.Format format(String mediaType) {
    return Arrays.stream(RenderRequest.Format.values())
        .filter(format -> format.mediaType().equals(mediaType))
        .findFirst()
        .orElse(RenderRequest.Format.JPEG);
  }

  static int anySide() {
    return ANY_SIDE;
  }

  /** {@code center,width[,function]}. */
  private static Window window(String text) {
    String[] pieces = text.split(",", -1);
    Optional<Window.Function> function = function(pieces.length > 2 ? pieces[2] : "linear");
    if (pieces.length < 2 || function.isEmpty()) {
      throw noWindow();
    }
    try {
      return new Window(
          Double.parseDouble(pieces[0]), Double.parseDouble(pieces[1]), function.get());
    } catch (IllegalArgumentException noNumbers) {
      throw noWindow();
    }
  }

  private static HttpFault noWindow() {
    return HttpFault.badRequest("window is center,width[,linear|linear-exact|sigmoid]");
  }

  private static Optional<Window.Function> function(String name) {
    return switch (name) {
      case "linear" -> Optional.of(Window.Function.LINEAR);
      case "linear-exact" -> Optional.of(Window.Function.LINEAR_EXACT);
      case "sigmoid" -> Optional.of(Window.Function.SIGMOID);
      default -> Optional.empty();
    };
  }

  /** {@code width,height}; a side that is 0 follows the other. */
  private static int[] viewport(String text) {
    if (!text.matches("[0-9]{1,5},[0-9]{1,5}") || text.equals("0,0")) {
      throw HttpFault.badRequest("viewport is width,height");
    }
    return Arrays.stream(text.split(",", -1))
        .mapToInt(Integer::parseInt)
        .map(side -> side == 0 ? ANY_SIDE : side)
        .toArray();
  }
}
